import { campaignsKk } from './campaigns-kk.js'
import { changesKk } from './changes-kk.js'
import { deedsKk } from './deeds-kk.js'
import { deskKk } from './desk-kk.js'
import { helpKk } from './help-kk.js'
import { hintsKk } from './hints-kk.js'
import { keepingKk } from './keeping-kk.js'
import { machinesKk } from './machines-kk.js'
import { mediaKk } from './media-kk.js'
import { moderationKk } from './moderation-kk.js'
import type { newsroomRu } from './newsroom-ru.js'
import { noticesKk } from './notices-kk.js'
import { peopleKk } from './people-kk.js'
import { settingsKk } from './settings-kk.js'

/** The newsroom's frame and its door, in Kazakh. */
export const newsroomKk: typeof newsroomRu = {
  name: 'Редакция',
  skip: 'Жұмысқа өту',
  toSite: 'Сайтқа өту',
  signOut: 'Шығу',
  undo: 'Бұрынғы қалпына келтіру',
  save: 'Сақтау',
  menuLabel: 'Редакция бөлімдері',
  roles: { reporter: 'тілші', editor: 'редактор', chief: 'бас редактор', advertising: 'жарнама менеджері' },
  menu: {
    comments: 'Пікірлер',
    headings: {
      news: 'Жаңалықтар',
      site: 'Сайттың өзі',
      machines: 'Машиналар үшін',
      people: 'Оқырмандар мен жарнама',
      order: 'Тәртіп',
    },
    notices: 'Хабарландырулар',
    desk: 'Жұмыс үстелі',
    front: 'Басты бет',
    media: 'Суреттер қоры',
    people: 'Адамдар',
    filing: 'Айдарлар мен тегтер',
    pages: 'Беттер',
    cash: 'Айырбас бағамдары',
    missedSearches: 'Табылмаған сөздер',
    campaigns: 'Жарнама баннерлері',
    partnerFeeds: 'Серіктестер таспалары',
    pings: 'Хабарлау',
    crawlers: 'Роботтар',
    redirects: 'Ескі мекенжайлар',
    statistics: 'Оқылу статистикасы',
    settings: 'Баптаулар',
    audit: 'Әрекеттер журналы',
    me: 'Менің тіркелгім',
    help: 'Көмек',
  },
  settings: settingsKk,
  signIn: {
    title: 'Редакцияға кіру',
    signIn: 'Кіру аты',
    password: 'Құпиясөз',
    enter: 'Кіру',
    wrong:
      'Кіру аты немесе құпиясөз сәйкес келмейді. Пернетақта тілі мен Caps Lock пернесін тексеріп, қайталап көріңіз.',
    forgotten: 'Құпиясөзді ұмыттыңыз ба? Бас редактор жаңасын қоюға арналған сілтеме береді.',
  },
  join: {
    title: 'Редакцияға қош келдіңіз',
    words: 'Өз тіркелгіңізді жасап жатырсыз. Рөліңіз —',
    name: 'Атыңыз кім',
    nameFault: 'Атыңызды жазыңыз: оны әріптестеріңіз көреді.',
    signInHint: 'Бос орынсыз, латын не кирилл әріптерімен: лақап ат немесе пошта мекенжайы. Хат жібермейміз.',
    signInFault: 'Кемінде екі әріп не цифр, бос орынсыз; нүкте, сызықша және @ белгісі болады.',
    taken: 'Мұндай ат бос емес, басқасын таңдаңыз.',
    passwordHint: 'Кемінде 10 таңба. Ең дұрысы — есте оңай қалатын бірнеше сөз.',
    passwordFaults: {
      short: 'Құпиясөз 10 таңбадан қысқа. Тағы бір сөз қосыңыз.',
      long: 'Құпиясөз 200 таңбадан ұзын, мұнша қажет емес.',
      known: 'Мұндай құпиясөзді табу оңай. Атыңызға қатысы жоқ бірнеше сөз алыңыз.',
    },
    enter: 'Тіркелгі жасау',
    ended: 'Бұл сілтеме пайдаланылған немесе мерзімі өткен. Бас редактордан жаңасын сұраңыз.',
  },
  trouble: {
    signedOut: 'Сіз редакциядан шықтыңыз',
    signedOutWords:
      'Жасағаныңыз серверде сақталмады, бірақ браузерде қалды. Басқа қойындыда кіріп, осында оралыңыз да, қайта жіберіңіз.',
    notFoundWords: 'Редакцияда мұндай бет жоқ. Мұнда болған нәрсе өшірілген шығар.',
    forbidden: 'Бұған рұқсат жоқ',
    forbiddenWords: 'Рөліңізде мұндай құқық жоқ. Қажет болса, бас редактордан сұраңыз.',
    tooLarge: 'Мәтін тым көп',
    tooLargeWords: 'Пішін 3 МБ-тан үлкен. Артығын алып тастаңыз немесе материалды бөліктерге бөліңіз.',
    awayWords: 'Дерекқор қазір жауап бермей тұр. Ештеңе жоғалған жоқ: бір минут күтіп, қайта жіберіңіз.',
    serverWords: 'Бұл — біздің қатеміз, ол жазылып алынды. Артқа қайтып, қайта көріңіз.',
    toDesk: 'Жұмыс үстеліне оралу',
  },
  ...peopleKk,
  ...deedsKk,
  ...changesKk,
  ...moderationKk,
  ...keepingKk,
  ...machinesKk,
  ...deskKk,
  ...campaignsKk,
  ...mediaKk,
  ...noticesKk,
  ...helpKk,
  ...hintsKk,
}
