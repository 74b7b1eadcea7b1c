import type { SampleStory, SampleTag } from './sample-story.js'

/** What the sample stories are filed under. Departments, not persons: nobody is invented here. */
export const sampleTags: Record<SampleTag, { slug: string; ru: string; kk: string; aliases: readonly string[] }> = {
  roads: { slug: 'roads', ru: 'Дороги', kk: 'Жолдар', aliases: ['трассы', 'жол'] },
  schools: { slug: 'schools', ru: 'Школы', kk: 'Мектептер', aliases: ['школа', 'мектеп'] },
  harvest: { slug: 'harvest', ru: 'Урожай', kk: 'Егін', aliases: ['уборка', 'жиын-терім'] },
  prices: { slug: 'prices', ru: 'Цены', kk: 'Баға', aliases: ['цена'] },
  winter: { slug: 'winter', ru: 'Зима', kk: 'Қыс', aliases: ['снег', 'қар'] },
  water: { slug: 'water', ru: 'Вода', kk: 'Су', aliases: ['водоснабжение'] },
  transport: { slug: 'transport', ru: 'Транспорт', kk: 'Көлік', aliases: ['автобусы'] },
  theatre: { slug: 'theatre', ru: 'Театр', kk: 'Театр', aliases: ['спектакль'] },
  libraries: { slug: 'libraries', ru: 'Библиотеки', kk: 'Кітапханалар', aliases: ['книги', 'кітап'] },
  hockey: { slug: 'hockey', ru: 'Лёд и коньки', kk: 'Мұз айдыны', aliases: ['каток', 'хоккей'] },
  children: { slug: 'children', ru: 'Дети', kk: 'Балалар', aliases: ['дети'] },
  villages: { slug: 'villages', ru: 'Сёла', kk: 'Ауылдар', aliases: ['село', 'ауыл'] },
  business: { slug: 'business', ru: 'Своё дело', kk: 'Кәсіп', aliases: ['бизнес'] },
  utilities: { slug: 'utilities', ru: 'Тепло и свет', kk: 'Жылу мен жарық', aliases: ['жкх'] },
  health: { slug: 'health', ru: 'Здоровье', kk: 'Денсаулық', aliases: ['медицина'] },
  tourism: { slug: 'tourism', ru: 'Путешествия', kk: 'Саяхат', aliases: ['туризм'] },
  science: { slug: 'science', ru: 'Наука', kk: 'Ғылым', aliases: [] },
  environment: { slug: 'environment', ru: 'Экология', kk: 'Экология', aliases: ['природа'] },
  music: { slug: 'music', ru: 'Музыка', kk: 'Музыка', aliases: ['домбра', 'домбыра'] },
  football: { slug: 'football', ru: 'Футбол', kk: 'Футбол', aliases: [] },
}

export const sampleAuthors: Record<
  SampleStory['byline'],
  { slug: string; ru: string; kk: string; aboutRu: string; aboutKk: string }
> = {
  newsroom: {
    slug: 'newsroom',
    ru: 'Редакция «Лоцмана»',
    kk: '«Лоцман» редакциясы',
    aboutRu: 'Общая подпись редакции: так выходят новости, над которыми работали вместе.',
    aboutKk: 'Редакцияның ортақ қолтаңбасы: бірлесіп дайындалған жаңалықтар осылай шығады.',
  },
  'regions-desk': {
    slug: 'regions-desk',
    ru: 'Отдел регионов',
    kk: 'Өңірлер бөлімі',
    aboutRu: 'Собирает новости областей и городов.',
    aboutKk: 'Облыстар мен қалалардың жаңалықтарын жинайды.',
  },
  'economy-desk': {
    slug: 'economy-desk',
    ru: 'Отдел экономики',
    kk: 'Экономика бөлімі',
    aboutRu: 'Пишет о ценах, рынках и своём деле.',
    aboutKk: 'Баға, нарық және кәсіп туралы жазады.',
  },
  'sport-desk': {
    slug: 'sport-desk',
    ru: 'Отдел спорта',
    kk: 'Спорт бөлімі',
    aboutRu: 'Пишет о дворовых полях, катках и больших соревнованиях.',
    aboutKk: 'Аула алаңдары, мұз айдындары және үлкен жарыстар туралы жазады.',
  },
  'culture-desk': {
    slug: 'culture-desk',
    ru: 'Отдел культуры',
    kk: 'Мәдениет бөлімі',
    aboutRu: 'Ходит в театры, музеи и библиотеки.',
    aboutKk: 'Театрлар, музейлер мен кітапханалардың тынысы туралы жазады.',
  },
  'weather-desk': {
    slug: 'weather-desk',
    ru: 'Погодная служба «Лоцмана»',
    kk: '«Лоцман» ауа райы қызметі',
    aboutRu: 'Следит за снегом, водой и ветром.',
    aboutKk: 'Қар, су және жел жағдайын бақылайды.',
  },
}

export const sampleSources: Record<
  NonNullable<SampleStory['source']>,
  { slug: string; ru: string; kk: string; creditRu: string; creditKk: string }
> = {
  'locman-info': {
    slug: 'locman-info',
    ru: 'Информационная служба «Лоцмана»',
    kk: '«Лоцман» ақпарат қызметі',
    creditRu: 'Информационная служба «Лоцмана»',
    creditKk: '«Лоцман» ақпарат қызметі',
  },
  'locman-weather': {
    slug: 'locman-weather',
    ru: 'Погодная служба «Лоцмана»',
    kk: '«Лоцман» ауа райы қызметі',
    creditRu: 'Погодная служба «Лоцмана»',
    creditKk: '«Лоцман» ауа райы қызметі',
  },
}
