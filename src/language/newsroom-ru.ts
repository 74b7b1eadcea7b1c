import { campaignsRu } from './campaigns-ru.js'
import { changesRu } from './changes-ru.js'
import { deedsRu } from './deeds-ru.js'
import { deskRu } from './desk-ru.js'
import { helpRu } from './help-ru.js'
import { hintsRu } from './hints-ru.js'
import { keepingRu } from './keeping-ru.js'
import { machinesRu } from './machines-ru.js'
import { mediaRu } from './media-ru.js'
import { moderationRu } from './moderation-ru.js'
import { noticesRu } from './notices-ru.js'
import { peopleRu } from './people-ru.js'
import { settingsRu } from './settings-ru.js'

/** The newsroom's frame and its door, in Russian. */
export const newsroomRu = {
  name: 'Редакция',
  skip: 'К работе',
  toSite: 'На сайт',
  signOut: 'Выйти',
  undo: 'Вернуть как было',
  save: 'Сохранить',
  menuLabel: 'Разделы редакции',
  roles: { reporter: 'репортёр', editor: 'редактор', chief: 'главный редактор', advertising: 'менеджер рекламы' },
  menu: {
    comments: 'Комментарии',
    headings: { news: 'Новости', site: 'Сайт', machines: 'Машинам', people: 'Читатели и реклама', order: 'Порядок' },
    notices: 'Объявления',
    desk: 'Стол',
    front: 'Главная',
    media: 'Медиатека',
    people: 'Люди',
    filing: 'Рубрики и теги',
    pages: 'Страницы',
    cash: 'Обменные курсы',
    missedSearches: 'Чего не нашли',
    campaigns: 'Баннеры',
    partnerFeeds: 'Ленты партнёров',
    pings: 'Оповещения',
    crawlers: 'Роботы',
    redirects: 'Старые адреса',
    statistics: 'Статистика',
    settings: 'Настройки',
    audit: 'Журнал действий',
    me: 'Моя учётная запись',
    help: 'Помощь',
  },
  settings: settingsRu,
  signIn: {
    title: 'Вход в редакцию',
    signIn: 'Имя для входа',
    password: 'Пароль',
    enter: 'Войти',
    wrong: 'Имя или пароль не подходят. Проверьте раскладку и Caps Lock и попробуйте ещё раз.',
    forgotten: 'Забыли пароль? Главный редактор даст вам ссылку, по которой можно задать новый.',
  },
  join: {
    title: 'Добро пожаловать в редакцию',
    words: 'Вы создаёте свою учётную запись. Ваша роль —',
    name: 'Как вас зовут',
    nameFault: 'Напишите имя: его увидят коллеги.',
    signInHint: 'Латиницей или кириллицей, без пробелов: прозвище или адрес почты. Писем мы не шлём.',
    signInFault: 'Нужно от двух букв или цифр, без пробелов; можно точку, дефис и @.',
    taken: 'Такое имя уже занято, возьмите другое.',
    passwordHint: 'Не короче 10 знаков. Лучше всего — несколько слов, которые легко запомнить.',
    passwordFaults: {
      short: 'Пароль короче 10 знаков. Добавьте ещё слово.',
      long: 'Пароль длиннее 200 знаков, столько не нужно.',
      known: 'Такой пароль легко угадать. Возьмите несколько слов, не связанных с вашим именем.',
    },
    enter: 'Создать учётную запись',
    ended: 'Эта ссылка уже использована или её срок прошёл. Попросите новую у главного редактора.',
  },
  trouble: {
    signedOut: 'Вы вышли из редакции',
    signedOutWords:
      'Сделанное не сохранено на сервере, но осталось в браузере. Войдите в другой вкладке, вернитесь сюда и отправьте ещё раз.',
    notFoundWords: 'Такой страницы в редакции нет. Возможно, то, что здесь было, уже удалили.',
    forbidden: 'Этого делать нельзя',
    forbiddenWords: 'У вашей роли нет такого права. Если оно нужно, попросите главного редактора.',
    tooLarge: 'Слишком много текста',
    tooLargeWords: 'Форма больше 3 МБ. Уберите лишнее или разделите материал на части.',
    awayWords: 'База данных сейчас не отвечает. Ничего не потеряно: подождите минуту и отправьте ещё раз.',
    serverWords: 'Это наша ошибка, она записана. Вернитесь назад и попробуйте ещё раз.',
    toDesk: 'К столу',
  },
  ...peopleRu,
  ...deedsRu,
  ...changesRu,
  ...moderationRu,
  ...keepingRu,
  ...machinesRu,
  ...deskRu,
  ...campaignsRu,
  ...mediaRu,
  ...noticesRu,
  ...helpRu,
  ...hintsRu,
}
