import type { Messages } from '../en';

export const classify: Messages['classify'] = {
  title: 'Rysowanie',
  sheet:
    'Arkusz do rysowania. Rysuj myszą, palcem lub piórkiem. Z klawiatury: strzałki przesuwają pędzel, spacja opuszcza go i podnosi.',
  tools: 'Narzędzie',
  brush: 'Pędzel',
  shape: 'Kształt',
  shapeHint: 'Obrys, który sam się wypełnia',
  eraser: 'Gumka',
  size: 'Grubość pędzla',
  undo: 'Cofnij',
  clear: 'Wyczyść',
  samples: 'Albo weź coś gotowego',
  sampleNames: {
    shirt: 'Koszulka',
    trousers: 'Spodnie',
    dress: 'Sukienka',
    bag: 'Torebka',
    boot: 'Botek',
  },
  upload: 'Wybierz obraz',
  takePicture: 'Zrób zdjęcie',
  paste: 'Wklej',
  pastedName: 'Wklejony obraz',
  uploadHint: 'albo upuść go lub wklej gdziekolwiek na stronie',
  dropHere: 'Upuść obraz, a sieć powie, co widzi',
  penDown: 'Pędzel opuszczony',
  penUp: 'Pędzel podniesiony',

  answerTitle: 'Co mówi sieć',
  drawHere: 'Rysuj tutaj',
  hintTitle: 'Narysuj ubranie',
  hint: 'Koszulkę, but, torebkę: od brzegu do brzegu arkusza, jako wypełniony kształt. Odpowiedź pojawia się w trakcie rysowania.',
  nothingSeen: 'Nic się tu nie wyróżnia. Spróbuj z ubraniem, które wyraźnie odcina się od tła.',
  sure: 'To jest',
  likely: 'Prawdopodobnie',
  unsure: 'Trudno powiedzieć',
  perhaps: 'Być może',
  or: 'albo',
  seen: 'Co widzi sieć',
  seenLabel: 'Obraz tak, jak widzi go sieć: 28 na 28 pikseli, ubranie jasne na czarnym tle.',
  seenEmpty: 'Jeszcze nic: tu pojawi się obraz z 28 na 28 pikseli, który widzi sieć.',
  prepared: (size) =>
    `Przycięto do ubrania${size === null ? '' : ` (${size} pikseli)`}, przeskalowano dłuższy bok do 28 pikseli i wyśrodkowano. Ubranie było już jasne na ciemnym tle, tak jak zna to sieć.`,
  preparedInverted: (size) =>
    `Przycięto do ubrania${size === null ? '' : ` (${size} pikseli)`}, przeskalowano dłuższy bok do 28 pikseli, wyśrodkowano i odwrócono kolory: jasne na czarnym tle, tak jak zna to sieć.`,
  preparedOutline: 'Wypełniono to, co otacza kontur.',
  pixelSize: (width, height) => `${width} × ${height}`,
  probabilities: 'Prawdopodobieństwa',
  spoken: (name, probability) => `${name}, ${probability}`,
  spokenUnsure: (first, second) => `Trudno powiedzieć. Być może ${first} albo ${second}.`,
  waiting: 'Odpowiedź pojawi się, gdy tylko silnik będzie gotowy.',
};

export const steps: Messages['steps'] = {
  title: 'Jak przygotowuje się obraz',
  nothingYet: 'Narysuj coś albo wybierz obraz, a zobaczysz go tu po każdym kroku.',
  endsEarly: 'Nic się nie wyróżnia, najwyżej kreska lub plamka: na tym przygotowanie się kończy.',
  names: {
    picture: 'Obraz',
    background: 'Tło',
    garment: 'Ubranie',
    filled: 'Wypełnienie',
    tones: 'Odcienie',
    scaled: 'Skala',
    prepared: 'Gotowe',
  },
  hints: {
    picture: 'Zmniejszony do co najwyżej 512 pikseli, bez cienkiej ramki.',
    background: 'To, co jest z tyłu, odczytane z brzegów.',
    garment: 'To, co się od tła odcina, bez drobnych plamek.',
    filled: 'Wnętrze obrysu też należy do ubrania.',
    tones: 'Im bardziej się odcina, tym jaśniejsze.',
    scaled: 'Przycięte i wyśrodkowane, dłuższy bok ma 28 pikseli.',
    prepared: 'Wyostrzone, jeśli było duże, z wyrównanym kontrastem.',
  },
  shown: {
    picture: 'Obraz na wejściu.',
    background: 'Samo tło, uzupełnione także za ubraniem.',
    garment: 'Znaleziony kształt, biały na czarnym tle.',
    filled: 'Kreski na biało, to, co zamykają, na szaro, reszta na czarno.',
    tones: 'Ubranie w odcieniach szarości na czarnym tle.',
    scaled: 'To samo, 28 pikseli szerokości i wysokości.',
    prepared: 'To samo z wyraźniejszymi krawędziami i pełnym kontrastem: to dostaje sieć.',
  },
};

export const model: Messages['model'] = {
  title: 'Odpowiada sieć',
  none: 'Nie wczytano jeszcze żadnej sieci: wytrenuj ją poniżej.',
  pretrained: (preset) => `${preset}, wytrenowana wcześniej`,
  training: (preset) => `${preset}, w trakcie treningu`,
  trained: (preset) => `${preset}, wytrenowana tutaj`,
  opened: (preset) => `${preset}, z pliku`,
  taught: (preset) => `${preset}, uczona przez Ciebie`,
  accuracy: (accuracy) => `${accuracy} trafnych odpowiedzi na obrazach testowych`,
  usePretrained: 'Użyj wytrenowanej wcześniej',
  useTrained: 'Użyj wytrenowanej tutaj',
  useTraining: 'Użyj tej w trakcie treningu',
  useOpened: 'Użyj sieci z pliku',
  useTaught: 'Użyj uczonej przez Ciebie',
};

export const file: Messages['file'] = {
  empty: (file) => `Plik ${file} jest pusty: nie ma w nim ani bajtu. Wybierz inny obraz.`,
  large: (file, megabytes) =>
    `Plik ${file} ma ${megabytes} MB, a dopuszczalne jest 50 MB. Zapisz mniejszą wersję albo wybierz inny obraz.`,
  noPicture: (file) => `Plik ${file} nie jest obrazem. Działają PNG, JPEG, WebP, GIF, BMP i AVIF.`,
  unreadable: (file) =>
    `Nie udało się odczytać pliku ${file}: jest uszkodzony albo ta przeglądarka nie zna jego formatu. PNG i JPEG działają zawsze.`,
  animated: (file) => `Plik ${file} jest animowany. Wybierz nieruchomy obraz albo zapisz jedną klatkę.`,
  manyPixels: (file, width, height) =>
    `Plik ${file} ma ${width} × ${height} pikseli, a dopuszczalne jest 100 megapikseli. Zmniejsz go albo wybierz inny obraz.`,
  several: (count) => `Liczba plików: ${count}. Jeden obraz naraz, proszę.`,
  clipboardRefused: 'Strona nie dostała dostępu do schowka. Ctrl+V (lub ⌘V) działa bez pytania.',
  clipboardEmpty: 'W schowku nie ma obrazu. Najpierw skopiuj obraz albo fragment ekranu.',
};

export const shelf: Messages['shelf'] = {
  title: 'Weź jeden z obrazów testowych',
  fetching: 'Pobieranie obrazów testowych…',
  class: 'Rodzaj',
  retry: 'Spróbuj ponownie',
  others: 'Pokaż inne',
  label: 'Obrazy testowe',
  image: (name, number) => `${name}, obraz ${number}`,
  hint: 'Żadnego z nich nie użyto w treningu: są wylosowane z 10\u00a0000 obrazów testowych.',
};

export const camera: Messages['camera'] = {
  title: 'Zrób zdjęcie',
  hint: 'Połóż ubranie na gładkiej powierzchni albo trzymaj je na tle gładkiej ściany, tak by wypełniało kadr.',
  preview: 'Obraz z kamery',
  waiting: 'Czekam na kamerę…',
  which: 'Kamera',
  numbered: (number) => `Kamera ${number}`,
  shoot: 'Zrób zdjęcie',
  close: 'Zamknij',
  refused: 'Strona nie dostała dostępu do kamery. Zezwól na niego w ustawieniach przeglądarki i spróbuj ponownie.',
  none: 'Nie znaleziono kamery. Podłącz ją albo wybierz gotowy obraz.',
  busy: 'Kamery używa inny program. Zamknij go i spróbuj ponownie.',
  lost: 'Kamera przestała działać. Zamknij to okno i spróbuj ponownie.',
  impossible: 'Nie udało się uruchomić kamery. Wybierz gotowy obraz.',
};
