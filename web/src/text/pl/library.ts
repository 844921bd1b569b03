import type { Messages } from '../en';

export const library: Messages['library'] = {
  title: 'Zachowane',
  intro:
    'Sieci są przechowywane w tej przeglądarce, na tym urządzeniu, dopóki ich nie usuniesz; można je też zapisać w plikach, które otwierają Python, Rust i inne programy (safetensors).',
  answering: 'Sieć, która odpowiada',
  name: 'Nazwa',
  keep: 'Zachowaj tutaj',
  save: 'Zapisz jako plik',
  half: 'Połowa precyzji',
  halfHint: 'Zapis w połowie precyzji zajmuje połowę miejsca; odpowiedzi zmieniają się niedostrzegalnie.',
  kept: 'Zachowane sieci',
  empty:
    'Jeszcze nic. To, co wytrenujesz, trafia tu samo, aż jego miejsce zajmie następny trening; nazwij sieć, a zostanie.',
  openFile: 'Otwórz plik',
  openFileHint: 'Plik modelu (.safetensors), zapisany tutaj lub z wiersza poleceń.',

  accuracy: (accuracy) => `${accuracy} trafnych`,
  megabytes: (count) => `${count} MB`,
  lastTrained: (name) => `Ostatnio wytrenowana: ${name}`,
  lastTrainedHint: 'Do końca następnego treningu.',
  open: 'Otwórz',
  openOf: (name) => `Otwórz: ${name}`,
  rename: 'Zmień nazwę',
  keepUnder: 'Nazwij i zachowaj',
  renameOf: (name) => `Zmień nazwę: ${name}`,
  newName: (name) => `Nowa nazwa: ${name}`,
  done: 'Gotowe',
  saveShort: 'Zapisz',
  saveOf: (name) => `Zapisz jako plik: ${name}`,
  remove: 'Usuń',
  removeOf: (name) => `Usuń: ${name}`,

  refused: (file, reason) => `Nie można otworzyć pliku ${file}. ${reason}`,
  large: (file) => `Plik ${file} ma ponad 200 MB: żadna sieć tej strony nie jest tak duża.`,
  gone: 'Już tego nie ma: usunęła to przeglądarka albo inna karta tej strony.',
  trouble: {
    full: 'W przeglądarce nie ma już na to miejsca. Usuń coś z zachowanych rzeczy albo zapisz to jako plik.',
    forbidden:
      'Ta przeglądarka niczego dla tej strony nie przechowuje, jak w niektórych oknach prywatnych. Zapisz to jako plik.',
  },

  saidKept: (name) => `Zachowano: ${name}.`,
  saidOpened: (name) => `Teraz odpowiada: ${name}.`,
  saidRemoved: (name) => `Usunięto: ${name}.`,
};
