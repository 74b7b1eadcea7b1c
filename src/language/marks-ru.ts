/** What readers are told of a material by law, and of what stands in it from elsewhere, in Russian. */
export const marksRu = {
  partner: { partner: 'Партнёрский материал', advertising: 'Рекламный материал', advertisement: 'На правах рекламы' },
  age: (years: number) => `${years}+`,
  ageHint: (years: number) => (years === 0 ? 'Для читателей любого возраста' : `Для читателей старше ${years} лет`),
  watch: (provider: string) => `Показать ${provider} здесь`,
  watchHint: (provider: string) => `Покажем прямо на странице; ${provider} узнает о вашем визите.`,
  restAtSource: 'Полностью — на сайте источника',
}
