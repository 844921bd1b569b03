import type { Messages } from '../en';

export const inside: Messages['inside'] = {
  title: 'Zajrzyj do wnętrza sieci',
  nothingYet: 'Narysuj coś, a zobaczysz tu, co robi z tym sieć, warstwa po warstwie.',
  mattered: 'Co zdecydowało o klasie',
  itsAnswer: (name: string) => (name === '' ? 'jej odpowiedź' : `jej odpowiedź: ${name}`),
  saliencyLabel: (name: string) => `Obraz pokolorowany tam, gdzie miał znaczenie dla klasy ${name}.`,
  speaksFor: 'Jaśniejszy piksel w tym miejscu przemawiałby za nią.',
  speaksAgainst: 'Jaśniejszy piksel w tym miejscu przemawiałby przeciw niej.',
  saliencyHow:
    'Znaczenie piksela to nachylenie wyniku klasy, uśrednione z 32 lekko zaszumionych kopii obrazu (SmoothGrad).',
  layersTitle: 'Co robi z tym każda warstwa',
  layersIntro:
    'Każdy mały obraz pokazuje, co i gdzie znalazł jeden filtr: im jaśniej, tym więcej. Głębsze warstwy widzą większe fragmenty w mniejszej rozdzielczości.',
  kinds: {
    conv2d: 'Splot',
    max_pooling2d: 'Pooling: maksimum',
    average_pooling2d: 'Pooling: średnia',
    global_average_pooling2d: 'Średnia z całego obrazu',
    dense: 'Warstwa gęsta',
    relu: 'ReLU',
    batch_normalization: 'Normalizacja wsadowa',
  },
  maps: (count: string, size: string) => `obrazy: ${count}, każdy ${size}`,
  numbers: (count: string) => `liczby: ${count}`,
  notAll: (count: string) => `Widać pierwsze ${count}.`,
  filtersTitle: 'Czego szukają jej sploty',
  filtersIntro:
    'Wagi znalezione w treningu: niebieskie dodają, bursztynowe odejmują. Filtry pierwszej warstwy to krawędzie i plamki. W dalszych każdy wiersz to filtr, a każda kolumna to jeden z obrazów, które on czyta.',
  filters: (count: string, size: string, channels: string) =>
    `filtry: ${count}, każdy ${size}; ${channels === '1' ? 'czytają obraz' : `czytają obrazy: ${channels}`}`,
  notAllFilters: (count: string) => `Widać pierwsze ${count} filtrów i obrazów, które czytają.`,
};
