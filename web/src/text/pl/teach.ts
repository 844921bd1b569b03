import type { Messages } from '../en';
import { counted } from './plural';

const images = (count: number) => counted(count, 'obraz', 'obrazy', 'obrazów');

export const teach: Messages['teach'] = {
  title: 'Nauka',
  intro:
    'Sieć myli się co do Twojego rysunku albo zdjęcia? Powiedz, co to jest, a nauczy się tego w kilka sekund. Zaczyna od tego, co już umie, więc wystarczy garść przykładów.',
  says: (name, probability) => `Sieć mówi: ${name}, ${probability}.`,
  picture: 'Obraz, który możesz nazwać',
  nothing: 'Narysuj lub wybierz coś u góry strony. Pojawi się tutaj tak, jak widzi to sieć.',
  label: 'Co to jest',
  add: 'Dodaj do lekcji',
  full: (count) => `Lekcja jest pełna: liczba obrazów to ${count}. Wyjmij któryś, żeby dodać następny.`,
  lesson: (count) => `Twoja lekcja: ${count} ${images(count)}`,
  lessonLabel: 'Twoje obrazy, których uczy się sieć',
  empty: 'Tu zbierają się obrazy, które dodasz do tych ze zbioru danych. Pozostają na tym urządzeniu.',
  exampleOf: (name) => `Twój obraz o nazwie ${name}`,
  remove: (name) => `Wyjmij ten obraz o nazwie ${name}`,
  right: (probability) => `rozpoznany, ${probability}`,
  wrong: (name, probability) => `sieć mówi: ${name}, ${probability}`,
  before: (name) => `przedtem: ${name}`,
  save: 'Zapisz do pliku',
  open: 'Otwórz plik',
  noLesson: (file) => `Plik ${file} nie jest zapisaną tutaj lekcją.`,

  teach: 'Naucz sieć',
  again: 'Naucz ją jeszcze raz',
  undo: 'Cofnij naukę',
  kept: (preset, date) => `Zachowana jest sieć uczona przez Ciebie (${preset}), stan z: ${date}.`,
  useKept: 'Użyj jej znowu',
  forgetKept: 'Porzuć',
  gone: 'Uczonej sieci już nie ma: usunęła ją przeglądarka albo inna karta tej strony.',
  how: 'Jedna czwarta tego, z czego się uczy, to Twoje obrazy, powtarzane wiele razy; reszta to obrazy, które znała wcześniej, żeby niczego nie zapomniała.',
  busy: 'Trwa trening: sieć będzie można uczyć, gdy się skończy.',
  fetchingLabel: 'Pobieranie obrazów ze zbioru danych',
  fetching: (loaded, total) => `Pobieranie obrazów ze zbioru danych: ${loaded} z ${total} MB`,
  learning: 'Uczy się',
  own: (after, all, before) => `Poprawnie nazwane z Twoich obrazów (${all}): teraz ${after}, wcześniej ${before}.`,
  others: (all, before, after) =>
    `Poprawnie nazwane z ${all} obrazów ze zbioru danych: wcześniej ${before}, teraz ${after}.`,
  saidAdded: (name, count) => `Dodano jako: ${name}. W lekcji jest teraz ${count} ${images(count)}.`,
};
