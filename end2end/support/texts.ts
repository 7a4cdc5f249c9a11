// What the app says where a test listens; pages are otherwise found by names that no language has.

export interface Texts {
  locale: 'en' | 'ru';
  confirmed: string;
  seatsLeft: (seats: number) => string;
  onlyOneSeatLeft: string;
  notEnoughSeats: string;
  events: (count: number) => string;
  soldOut: string;
  eventOver: string;
  eventCancelled: string;
  nothingHere: string;
  nothingMatches: string;
  filtersLeftOut: string;
  cardHasTypo: string;
  cardDeclined: string;
  passwordTooShort: string;
  passwordTooEasy: string;
  wrongPassword: string;
  notRight: string;
  emailTaken: string;
  wrongCredentials: string;
  linkNoLongerValid: string;
  checkFields: string;
  loggedOut: string;
  bookingCancelled: string;
  passwordChanged: string;
  resetMailSent: string;
  refundOf: (money: string) => string;
  promoCodeRefused: string;
  endedByYou: string;
  heroTitle: string;
}

const NBSP = '\u00a0';
const pick = (n: number, one: string, few: string, many: string): string => {
  if (n % 10 === 1 && n % 100 !== 11) return one;
  return n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? few : many;
};

const en: Texts = {
  locale: 'en',
  confirmed: 'Confirmed',
  seatsLeft: (n) => `${n}${NBSP}${n === 1 ? 'seat' : 'seats'} left`,
  notEnoughSeats: 'There are not enough seats left.',
  onlyOneSeatLeft: 'Only 1 seat is left.',
  events: (n) => `${n}${NBSP}${n === 1 ? 'event' : 'events'}`,
  soldOut: 'Sold out',
  eventOver: 'This event is over',
  eventCancelled: 'This event was cancelled',
  nothingHere: 'There is nothing here',
  nothingMatches: 'Nothing matches',
  filtersLeftOut: 'Some filters could not be read and were left out.',
  cardHasTypo: 'This card number has a typo. Please check the digits.',
  cardDeclined: 'The payment was declined',
  passwordTooShort: 'Use at least 10 characters.',
  passwordTooEasy: 'This password is too easy to guess.',
  wrongPassword: 'This is not your password.',
  notRight: 'This does not look right. Please check it.',
  emailTaken: 'There is an account with this e-mail already. Log in instead?',
  wrongCredentials: 'The e-mail or the password is wrong.',
  linkNoLongerValid: 'This link or session is no longer valid.',
  checkFields: 'Please check the marked fields.',
  loggedOut: 'You are logged out.',
  bookingCancelled: 'The booking is cancelled.',
  passwordChanged: 'Your new password is set. Log in with it.',
  resetMailSent: 'If there is an account with this e-mail, a link is on its way.',
  promoCodeRefused: 'This code is unknown, not valid now, used up or meant for another event.',
  refundOf: (money) => `You get €${money} back to the way you paid.`,
  endedByYou: 'You cancelled this booking',
  heroTitle: 'Good things happen when people meet.',
};

const ru: Texts = {
  locale: 'ru',
  confirmed: 'Подтверждена',
  seatsLeft: (n) => `Осталось ${n}${NBSP}${pick(n, 'место', 'места', 'мест')}`,
  notEnoughSeats: 'Свободных мест не хватает.',
  onlyOneSeatLeft: 'Осталось только 1 место.',
  events: (n) => `${n}${NBSP}${pick(n, 'событие', 'события', 'событий')}`,
  soldOut: 'Мест нет',
  eventOver: 'Событие уже прошло',
  eventCancelled: 'Событие отменено',
  nothingHere: 'Здесь ничего нет',
  nothingMatches: 'Ничего не нашлось',
  filtersLeftOut: 'Некоторые фильтры не удалось прочитать, они пропущены.',
  cardHasTypo: 'В номере карты опечатка. Проверьте цифры.',
  cardDeclined: 'Платёж отклонён',
  passwordTooShort: 'Не меньше 10 символов.',
  wrongPassword: 'Это не ваш пароль.',
  passwordTooEasy: 'Этот пароль слишком легко угадать.',
  notRight: 'Похоже на ошибку. Проверьте, пожалуйста.',
  emailTaken: 'Аккаунт с такой почтой уже есть. Может быть, войти?',
  wrongCredentials: 'Неверный адрес почты или пароль.',
  linkNoLongerValid: 'Ссылка или сеанс больше не действуют.',
  checkFields: 'Проверьте отмеченные поля.',
  loggedOut: 'Вы вышли из аккаунта.',
  bookingCancelled: 'Бронь отменена.',
  passwordChanged: 'Новый пароль задан. Войдите с ним.',
  resetMailSent: 'Если аккаунт с такой почтой есть, ссылка уже в пути.',
  promoCodeRefused:
    'Код неизвестен, сейчас не действует, исчерпан или предназначен для другого события.',
  refundOf: (money) =>
    `Вам вернётся ${money.replace('.', ',')}${NBSP}€ тем же способом, каким вы платили.`,
  endedByYou: 'Вы отменили эту бронь',
  heroTitle: 'Хорошее случается, когда люди встречаются.',
};

export const texts = { en, ru };
