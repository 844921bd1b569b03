import type { Messages } from '../en';

export const header: Messages['header'] = {
  title: 'Atelier',
  claim: 'Narysuj ubranie i zobacz, jak sieć je nazwie. Wytrenuj ją tutaj, w swojej przeglądarce.',
  skip: 'Przejdź do treści',
  sections: 'Części strony',
  language: 'Język',
};

export const sections: Messages['sections'] = {
  draw: 'Rysuj',
  train: 'Trenuj',
  understand: 'Pomyłki',
  teach: 'Ucz',
  keep: 'Zachowaj',
};

export const classNames: Messages['classNames'] = {
  'T-shirt/top': 'Koszulka',
  Trouser: 'Spodnie',
  Pullover: 'Sweter',
  Dress: 'Sukienka',
  Coat: 'Płaszcz',
  Sandal: 'Sandał',
  Shirt: 'Koszula',
  Sneaker: 'But sportowy',
  Bag: 'Torebka',
  'Ankle boot': 'Botek',
};

export const presets: Messages['presets'] = {
  classic: 'Dwa sploty, między nimi pooling.',
  'classic-deep': 'classic z podwojonymi splotami i poolingiem po każdej parze.',
  'two-block': 'Dwa bloki: po dwa sploty i pooling, bez dopełniania brzegów.',
  'two-block-same': 'two-block z dopełnianiem brzegów.',
  'classic-norm': 'classic z normalizacją wsadową.',
  'two-block-norm': 'two-block z normalizacją wsadową.',
  sprint: 'Dwa wąskie sploty z normalizacją wsadową: mało obliczeń.',
  'three-block': 'Trzy bloki: po dwa sploty i pooling; normalizacja wsadowa, dropout.',
};

export const units: Messages['units'] = {
  notFinite: 'nieskończona',
};

export const engine: Messages['engine'] = {
  starting: 'Uruchamianie silnika…',
  threads: (count) => (count === 1 ? 'na jednym wątku' : `na ${count} wątkach`),
  relaxed: (threads) =>
    `Silnik działa ${threads}, z instrukcjami relaxed SIMD: ta przeglądarka ma jedno i drugie, więc wybrano najszybszą wersję.`,
  relaxedForced: (threads) => `Silnik działa ${threads}, z instrukcjami relaxed SIMD, bo tak każe adres strony.`,
  simdThreads: (threads) =>
    `Silnik działa ${threads}, z instrukcjami SIMD: ta przeglądarka nie zna relaxed SIMD, więc wybrano drugą pod względem szybkości wersję.`,
  simdThreadsForced: (threads) => `Silnik działa ${threads}, z instrukcjami SIMD, bo tak każe adres strony.`,
  single:
    'Silnik działa na jednym wątku, z instrukcjami SIMD: strona przyszła bez izolacji (cross-origin isolation), której wątki wymagają.',
  singleForced: 'Silnik działa na jednym wątku, z instrukcjami SIMD, bo tak każe adres strony.',
  restarted: (reason) =>
    `Silnik został uruchomiony ponownie. Ukończone epoki przerwanego treningu są zachowane. Co się stało: ${reason}`,
  dismiss: 'Rozumiem',
  reload: 'Wczytaj stronę ponownie',
};

export const offline: Messages['offline'] = {
  threads:
    'Po ponownym wczytaniu strona będzie korzystać ze wszystkich rdzeni tego urządzenia. To, co tu zaczęto, przepadnie.',
  update: 'Jest już nowsza wersja tej strony.',
  reload: 'Wczytaj teraz',
  later: 'Później',
};

export const storage: Messages['storage'] = {
  full: 'W przeglądarce zabrakło miejsca dla tej strony: to, co teraz wytrenujesz i czego nauczysz sieć, zniknie po zamknięciu strony. Usuń któreś z zachowanych niżej sieci albo zapisz, co potrzebne, do plików.',
  forbidden:
    'Ta przeglądarka niczego dla tej strony nie przechowuje, jak niektóre okna prywatne: to, co wytrenujesz i czego nauczysz sieć, zniknie po zamknięciu strony. Zapisz, co potrzebne, do plików.',
};

export const footer: Messages['footer'] = {
  privacy: 'Wszystko dzieje się na tym urządzeniu: nie opuszcza go żaden rysunek, obraz ani sieć.',
  data: 'Sieć zna dziesięć klas zbioru Fashion-MNIST (Xiao, Rasul, Vollgraf, 2017) i nic poza nimi: nawet kota nazwie jakimś ubraniem.',
};
