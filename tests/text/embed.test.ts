import { expect, test } from 'vitest'
import { embedOf, frameOrigins } from '../../src/text/embed.js'

test.each([
  [
    'https://www.youtube.com/watch?v=abcdefghijk&t=10s',
    'https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1',
  ],
  ['https://youtu.be/abcdefghijk?si=x', 'https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1'],
  ['https://m.youtube.com/shorts/abcdefghijk', 'https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1'],
  [`https://rutube.ru/video/${'0a'.repeat(16)}/`, `https://rutube.ru/play/embed/${'0a'.repeat(16)}`],
  ['https://vk.com/video-12345_6789', 'https://vk.com/video_ext.php?oid=-12345&id=6789'],
  ['https://t.me/channel/42', 'https://t.me/channel/42?embed=1'],
  ['https://www.instagram.com/reel/AbCdEf12/', 'https://www.instagram.com/reel/AbCdEf12/embed/'],
  ['https://www.tiktok.com/@who/video/7123456789012345678', 'https://www.tiktok.com/embed/v2/7123456789012345678'],
])('%s is shown through %s', (address, frame) => {
  expect(embedOf(address)?.frame).toBe(frame)
  expect(frameOrigins).toContain(new URL(frame).origin)
})

test.each([
  'https://evil.example/watch?v=abcdefghijk',
  'https://youtube.com.evil.example/watch?v=abcdefghijk',
  'https://evil.example/?https://youtu.be/abcdefghijk',
  'javascript:alert(1)//youtu.be/abcdefghijk',
  'https://t.me/joinchat/abc',
  'https://youtu.be/abc"onload="x',
  '',
])('«%s» is not embedded', (address) => {
  expect(embedOf(address)).toBeNull()
})
