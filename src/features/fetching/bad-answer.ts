/** An answer came, and it is not what it should be: readings throw it, `fetchOnce` records it. The message is for the operator. */
export class BadAnswer extends Error {
  override name = 'BadAnswer'
}
