import type { Language } from '../../language/language.js'
import { slugOf } from '../../language/slug.js'
import { transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { randomToken, tokenHash } from '../../platform/secret.js'
import { allCategories } from './category-store.js'
import { boardTags } from './notice.js'
import { noticeHtml } from './notice-html.js'
import { addNotice, deleteSampleNotices } from './notice-store.js'
import { noticeTerms } from './notice-terms.js'

interface Sample {
  language: Language
  category: string
  town: string
  title: string
  text: string
  price: number | null
  firm?: string
}

/** Invented, for a board that is not empty; the numbers ring nowhere. */
const samples: readonly Sample[] = [
  {
    language: 'ru',
    category: 'home-work',
    town: 'oskemen',
    title: 'Работа на дому: вяжем варежки на заказ',
    text: 'Ищем тех, кто вяжет аккуратно и любит это дело. Пряжу привозим сами, готовое забираем раз в неделю. Оплата за каждую пару.',
    price: null,
  },
  {
    language: 'kk',
    category: 'farm',
    town: 'semey',
    title: 'Орамдағы пішен сатылады',
    text: 'Биылғы шөп, жаңбыр тимеген. Орамы шамамен 250 кг. Қала маңына жеткізіп береміз.',
    price: 9000,
  },
  {
    language: 'ru',
    category: 'homes',
    town: 'pavlodar',
    title: 'Сдам комнату студентке',
    text: 'Тёплая комната в двухкомнатной квартире, до университета десять минут пешком. Есть стол, шкаф и интернет.',
    price: 60000,
  },
  {
    language: 'kk',
    category: 'services',
    town: 'almaty',
    title: 'Домбыра үйретемін',
    text: 'Жеті жастан бастап қабылдаймын. Сабақ аптасына екі рет, алғашқы сабақ тегін.\n\nАспабыңыз болмаса, өзім беремін.',
    price: 4000,
  },
  {
    language: 'ru',
    category: 'services',
    town: 'astana',
    title: 'Ремонт швейных машин',
    text: 'Чиним бытовые и промышленные машины, в тот же день. Выезд в пределах города, гарантия три месяца.',
    price: 5000,
    firm: 'ИП «Пример»',
  },
  {
    language: 'kk',
    category: 'lost',
    town: 'oskemen',
    title: 'Кілт табылды',
    text: 'Орталық саябақтағы орындықтан үш кілт таптым, көк белгісі бар. Иесіне қайтарамын.',
    price: 0,
  },
  {
    language: 'ru',
    category: 'things',
    town: 'karaganda',
    title: 'Отдам детскую коляску',
    text: 'Служила двоим детям, колёса целые, чехол постиран. Самовывоз вечером.',
    price: 0,
  },
  {
    language: 'kk',
    category: 'work',
    town: 'shymkent',
    title: 'Наубайханаға жұмысшы керек',
    text: 'Жұмыс таңғы бесте басталады, түскі ас тегін. Тәжірибесі жоқ адамды үйретеміз. Жалақысы айына екі рет төленеді.',
    price: 220000,
    firm: '«Үлгі нан» ЖК',
  },
]

const year = 365 * 86_400_000

/** For an empty board; they go with the sample news. */
export async function putInSampleNotices(kit: Kit): Promise<void> {
  const now = kit.clock.now()
  await transaction(kit.db, async (db) => {
    const categories = await allCategories(db)
    for (const [at, { firm = '', ...sample }] of samples.entries()) {
      const category = categories.find(({ slug }) => slug === sample.category)
      if (!category) continue
      await addNotice(db, {
        categoryId: category.id,
        town: sample.town,
        language: sample.language,
        isBusiness: firm !== '',
        firm,
        bin: '',
        title: sample.title,
        slug: slugOf(sample.title),
        text: sample.text,
        body: noticeHtml(sample.text),
        price: sample.price,
        phone: `+7700000000${at + 1}`,
        state: 'shown',
        risk: 0,
        reasons: [],
        likeness: '',
        terms: noticeTerms({ ...sample, firm }),
        // Nobody manages a sample: its token is thrown away.
        secretHash: tokenHash(randomToken()),
        origin: null,
        endsAt: new Date(now.getTime() + year),
        now: new Date(now.getTime() - (at * 7 + 1) * 3_600_000),
        isSample: true,
      })
    }
  })
  await kit.changes.announce([boardTags.board])
}

/** Gives how many there were. */
export async function removeSampleNotices(kit: Kit): Promise<number> {
  const count = await deleteSampleNotices(kit.db)
  if (count > 0) await kit.changes.announce([boardTags.board])
  return count
}
