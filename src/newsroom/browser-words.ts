/** `Firefox, Android`: enough to know one's own devices apart. Null when the name says nothing. */
export function browserWords(userAgent: string): string | null {
  const browser = browsers.find(([pattern]) => pattern.test(userAgent))?.[1]
  const system = systems.find(([pattern]) => pattern.test(userAgent))?.[1]
  return [browser, system].filter((word) => word !== undefined).join(', ') || null
}

/** In this order: most browsers also call themselves Chrome and Safari. */
const browsers: readonly [RegExp, string][] = [
  [/YaBrowser/, 'Yandex'],
  [/SamsungBrowser/, 'Samsung'],
  [/OPR\/|Opera/, 'Opera'],
  [/Edg/, 'Edge'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
]

const systems: readonly [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'macOS'],
  [/Linux/, 'Linux'],
]
