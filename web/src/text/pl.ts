import type { Messages } from './en';

const rules = new Intl.PluralRules('pl');

/** The form of a noun that goes with a number: 1 obraz, 2 obrazy, 5 obrazów. */
function counted(count: number, one: string, few: string, many: string): string {
  const rule = rules.select(count);
  return rule === 'one' ? one : rule === 'few' ? few : many;
}

const images = (count: number) => counted(count, 'obraz', 'obrazy', 'obrazów');

/** Every word of the page, in Polish. */
export const pl: Messages = {
  header: {
    title: 'Atelier',
    claim: 'Narysuj ubranie i zobacz, jak sieć je nazwie. Wytrenuj ją tutaj, w swojej przeglądarce.',
    skip: 'Przejdź do treści',
    sections: 'Części strony',
    language: 'Język',
  },

  sections: {
    draw: 'Rysowanie',
    train: 'Trening',
    understand: 'Pomyłki',
    teach: 'Nauka',
    keep: 'Zachowane',
  },

  classNames: {
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
  },

  presets: {
    classic: 'Dwa sploty, między nimi pooling.',
    'classic-deep': 'classic z podwojonymi splotami i poolingiem po każdej parze.',
    'two-block': 'Dwa bloki: po dwa sploty i pooling, bez dopełniania brzegów.',
    'two-block-same': 'two-block z dopełnianiem brzegów.',
    'classic-norm': 'classic z normalizacją wsadową.',
    'two-block-norm': 'two-block z normalizacją wsadową.',
    sprint: 'Dwa wąskie sploty z normalizacją wsadową: mało obliczeń.',
    'three-block': 'Trzy bloki: po dwa sploty i pooling; normalizacja wsadowa, dropout.',
  },

  units: {
    notFinite: 'nieskończona',
  },

  engine: {
    starting: 'Uruchamianie silnika…',
    threads: (count) => (count === 1 ? 'na jednym wątku' : `na ${count} wątkach`),
    relaxed: (threads) =>
      `Silnik działa ${threads}, z instrukcjami relaxed SIMD: ta przeglądarka ma jedno i drugie, więc wybrano najszybszą wersję.`,
    simdThreads: (threads) =>
      `Silnik działa ${threads}, z instrukcjami SIMD: ta przeglądarka nie zna relaxed SIMD, więc wybrano drugą pod względem szybkości wersję.`,
    simdThreadsForced: (threads) => `Silnik działa ${threads}, z instrukcjami SIMD, bo tak każe adres strony.`,
    single:
      'Silnik działa na jednym wątku, z instrukcjami SIMD: strona przyszła bez izolacji (cross-origin isolation), której wątki wymagają.',
    singleForced: 'Silnik działa na jednym wątku, z instrukcjami SIMD, choć na tej stronie mógłby użyć więcej.',
    restarted: (reason) =>
      `Silnik został uruchomiony ponownie. Ukończone epoki przerwanego treningu są zachowane. Co się stało: ${reason}`,
    dismiss: 'Rozumiem',
    reload: 'Wczytaj stronę ponownie',
  },

  classify: {
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
    pixelSize: (width, height) => `${width} × ${height}`,
    probabilities: 'Prawdopodobieństwa',
    spoken: (name, probability) => `${name}, ${probability}`,
    spokenUnsure: (first, second) => `Trudno powiedzieć. Być może ${first} albo ${second}.`,
    waiting: 'Odpowiedź pojawi się, gdy tylko silnik będzie gotowy.',
  },

  model: {
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
  },

  file: {
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
  },

  shelf: {
    title: 'Weź jeden z obrazów testowych',
    fetching: 'Pobieranie obrazów testowych…',
    class: 'Rodzaj',
    others: 'Pokaż inne',
    label: 'Obrazy testowe',
    image: (name, number) => `${name}, obraz ${number}`,
    hint: 'Żadnego z nich nie użyto w treningu: są wylosowane z 10 000 obrazów testowych.',
  },

  camera: {
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
  },

  train: {
    title: 'Trening',
    intro:
      'Sieć zaczyna od losowych wag i uczy się na 48 000 obrazów ubrań. Po każdej epoce jest sprawdzana na 12 000 innych, a na końcu na 10 000, których nigdy nie widziała.',
    recipe: 'Przepis',
    comesTo: (result) => `Wynik: ${result}.`,
    changes: (count) => (count === 1 ? 'Zmieniono jedną rzecz.' : `Liczba zmian: ${count}.`),
    undoChanges: 'Wróć do przepisu',
    preset: 'Sieć',
    ownNetwork: 'własna',
    ownNetworkInSentence: 'własna',
    parameters: (count) => `Liczba parametrów: ${count}`,

    options: {
      epochs: { label: 'Epoki', hint: 'Ile razy sieć zobaczy każdy obraz.' },
      trainingImages: {
        label: 'Obrazy treningowe',
        hint: 'Z mniejszej liczby sieć uczy się szybciej, ale łatwiej zapamiętuje je na pamięć.',
      },
      batchSize: { label: 'Wielkość partii', hint: 'Liczba obrazów na jedną poprawkę wag.' },
      seed: { label: 'Ziarno losowości', hint: 'To samo ziarno powtarza ten sam trening.' },
      validateEvery: { label: 'Sprawdzaj co', hint: 'Liczba epok między sprawdzeniami na obrazach walidacyjnych.' },
      patience: {
        label: 'Cierpliwość',
        hint: 'Zakończ po tylu kolejnych epokach bez mniejszej straty w walidacji.',
      },
      includeValidation: {
        label: 'Ucz się także na obrazach walidacyjnych',
        hint: 'Na ostatni trening, gdy nie ma już czego według nich wybierać.',
      },
      keep: { label: 'Wagi na koniec', hint: 'Te z epoki o najmniejszej stracie w walidacji albo ostatnie.' },
      optimizer: {
        label: 'Optymalizator',
        hint: 'Sposób zmieniania wag. AdamW wymaga zaniku wag: patrz Regularyzacja.',
      },
      learningRate: { label: 'Tempo uczenia', hint: 'Jak duża jest każda poprawka; z harmonogramem: największa.' },
      momentum: { label: 'Pęd', hint: 'Część kierunku ostatniego kroku, która zostaje.' },
      nesterov: { label: 'Pęd Niestierowa', hint: 'Patrzy naprzód o długość pędu.' },
      beta1: { label: 'Beta 1', hint: 'Część średniej gradientów, która zostaje po kroku.' },
      beta2: { label: 'Beta 2', hint: 'Część średniej ich kwadratów, która zostaje po kroku.' },
      epsilon: { label: 'Epsilon', hint: 'Dodawany do pierwiastka z tej średniej.' },
      clipNorm: { label: 'Najdłuższy gradient', hint: 'Dłuższy gradient jest skracany do tej normy; 0: nigdy.' },
      averageDecay: {
        label: 'Uśrednianie wag',
        hint: 'Na koniec bierze średnią wag ze wszystkich kroków; wcześniejszy krok liczy się tyle razy mniej. 0: bez średniej.',
      },
      schedule: { label: 'Harmonogram', hint: 'Jak tempo uczenia zmienia się w trakcie treningu.' },
      scheduleEvery: {
        label: 'Zmniejszaj co',
        hint: 'Liczba epok między zmniejszeniami; na płaskowyżu: epok bez mniejszej straty w walidacji.',
      },
      scheduleFactor: { label: 'Zmniejszaj do', hint: 'Przez to mnoży się tempo uczenia przy zmniejszeniu.' },
      warmUp: { label: 'Rozgrzewka', hint: 'Część wszystkich kroków, w której tempo uczenia rośnie.' },
      anneal: { label: 'Opadanie', hint: 'Jak tempo uczenia potem maleje.' },
      initialFraction: { label: 'Na początku', hint: 'Część tempa uczenia w pierwszym kroku.' },
      finalFraction: { label: 'Na końcu', hint: 'Część tempa uczenia w ostatnim kroku i we wszystkich późniejszych.' },
      l2: { label: 'L2', hint: 'Tyle razy suma kwadratów wag dodaje się do straty.' },
      weightDecay: { label: 'Zanik wag', hint: 'Każdy krok zmniejsza też wagi o tyle razy tempo uczenia.' },
      labelSmoothing: {
        label: 'Wygładzanie etykiet',
        hint: 'Część poprawnej odpowiedzi rozłożona równo na wszystkie klasy.',
      },
      flip: { label: 'Odbicie', hint: 'Jak często obraz jest odbijany w poziomie: 0 nigdy, 1 zawsze.' },
      shift: { label: 'Przesunięcie', hint: 'Przesuwa obraz najwyżej o tyle całych pikseli w każdą stronę.' },
      translation: {
        label: 'Przesunięcie płynne',
        hint: 'Przesuwa obraz o dowolną długość, najwyżej o taką część jego szerokości i wysokości.',
      },
      rotation: { label: 'Obrót', hint: 'Obraca obraz najwyżej o tyle stopni w każdą stronę.' },
      zoom: { label: 'Powiększenie', hint: 'Powiększa lub pomniejsza obraz najwyżej o taką część.' },
      contrast: {
        label: 'Kontrast',
        hint: 'Oddala jego wartości od średniej lub zbliża je do niej najwyżej o taką część.',
      },
      brightness: { label: 'Jasność', hint: 'Dodaje do jego wartości lub odejmuje od nich najwyżej tyle; biel to 1.' },
      erasing: { label: 'Wymazywanie', hint: 'Jak często prostokąt na obrazie jest zaczerniany: 0 nigdy, 1 zawsze.' },
      erasingSmallest: { label: 'Wymaż co najmniej', hint: 'Najmniejsza zaczerniana część obrazu.' },
      erasingLargest: { label: 'Wymaż co najwyżej', hint: 'Największa zaczerniana część obrazu.' },
    },
    optionWords: {
      all: 'wszystkie',
      never: 'nigdy',
      end: 'na końcu',
      best: 'najlepsze',
      last: 'ostatnie',
      adam: 'Adam',
      adamw: 'AdamW',
      sgd: 'SGD',
      constant: 'stały',
      step: 'skokowy',
      cosine: 'cosinusowy',
      linear: 'liniowo',
      'one-cycle': 'jeden cykl',
      'reduce-on-plateau': 'na płaskowyżu',
      true: 'tak',
      false: 'nie',
    },
    groups: {
      Training: 'Więcej o treningu',
      Optimizer: 'Optymalizator',
      'Learning rate schedule': 'Harmonogram tempa uczenia',
      Regularisation: 'Regularyzacja',
      Augmentation: 'Augmentacja',
    },
    recipes: {
      classic: {
        description: 'Klasyczny przepis w opublikowanej postaci: dwa sploty, Adam.',
        expected: '91,1 % na obrazach testowych (mediana trzech ziaren: od 90,9 do 91,6); opublikowano 90,95 %',
      },
      'classic-deep': {
        description: 'Klasyczny przepis z podwojonymi splotami, w opublikowanej postaci.',
        expected: 'opublikowano 90,41 % na obrazach testowych, po 5 i po 20 epokach',
      },
      'two-block': {
        description: 'Dwa bloki po dwa sploty, bez dopełniania brzegów, w opublikowanej postaci.',
        expected: '91,5 % na obrazach testowych (mediana pięciu ziaren: od 91,2 do 91,5); opublikowano 92,26 %',
      },
      'two-block-same': {
        description: 'Dwa bloki po dwa sploty, z dopełnianiem brzegów, w opublikowanej postaci.',
        expected: 'opublikowano 92,26 % na obrazach testowych',
      },
      'two-block-augmented': {
        description: 'Przepis two-block z opublikowanymi rodzajami augmentacji; zakresy nasze.',
        expected: 'opublikowano 90,64 % na obrazach testowych',
      },
      sprint: {
        description: 'Najkrótszy trening, który kończy się powyżej 91 %.',
        expected: '91,2 % na obrazach testowych (mediana sześciu ziaren: od 91,1 do 91,5)',
      },
    },
    changed: (count) => `zmian: ${count}`,
    groupWrong: 'coś tu się nie zgadza',
    aNumber: 'liczba',
    numberOf: (label) => `${label}: liczba`,
    above: (least) => `większą niż ${least}`,
    atLeast: (least) => `co najmniej ${least}`,
    below: (most) => `mniejszą niż ${most}`,
    atMost: (most) => `co najwyżej ${most}`,
    both: (from, to) => `${from} i ${to}`,
    needsWhole: (range) => `Wpisz liczbę całkowitą, ${range}.`,
    needsNumber: (range) => `Wpisz liczbę, ${range}.`,

    editLayers: 'Warstwy',
    editLayersHint: 'U góry wchodzi obraz 28 × 28 × 1. Otwórz warstwę, żeby ją zmienić, przesunąć lub usunąć.',
    layerKinds: {
      conv2d: 'Splot',
      max_pooling2d: 'Pooling maksimum',
      average_pooling2d: 'Pooling średnich',
      global_average_pooling2d: 'Globalny pooling średnich',
      batch_normalization: 'Normalizacja wsadowa',
      dropout: 'Dropout',
      relu: 'ReLU',
      flatten: 'Spłaszczenie',
      dense: 'Gęsta',
    },
    layerFields: {
      filters: 'Filtry',
      kernel_size: 'Rozmiar jądra',
      pool_size: 'Rozmiar okna',
      strides: 'Krok',
      padding: 'Dopełnianie',
      activation: 'Aktywacja',
      use_bias: 'Wyraz wolny',
      units: 'Jednostki',
      rate: 'Część',
      momentum: 'Pęd',
      epsilon: 'Epsilon',
    },
    layerWithoutOptions: 'Ten rodzaj warstwy nie ma opcji.',
    moveUp: 'W górę',
    moveDown: 'W dół',
    removeLayer: 'Usuń',
    newLayer: 'Nowa warstwa',
    addLayer: 'Dodaj',
    layerAdded: (kind, place) => `${kind}: dodano jako warstwę ${place}.`,
    layerMoved: (place) => `Przesunięto: to teraz warstwa ${place}.`,
    layerRemoved: 'Usunięto warstwę.',

    preview: (epochs) =>
      `Po lewej obrazy treningowe takie, jakie są; obok takie, jakie zobaczyłyby pierwsze epoki (${epochs}).`,
    previewLabel: (images, epochs) =>
      `Obrazy treningowe (${images}), każdy taki, jaki jest, i taki, jakim zobaczyłyby go pierwsze epoki (${epochs}).`,
    previewFetching: 'Pobieranie kilku obrazów treningowych…',

    start: 'Zacznij trening',
    again: 'Trenuj ponownie',
    pause: 'Wstrzymaj',
    resume: 'Wznów',
    stop: 'Zakończ',
    stopAfterEpoch: 'Zakończ po tej epoce',
    retry: 'Spróbuj ponownie',

    fetching: 'Pobieranie obrazów treningowych',
    fetched: (loaded, total) => `${loaded} z ${total} MB`,
    preparing: 'Przygotowania…',
    overall: 'Trening',
    training: (epoch, epochs) => `Epoka ${epoch} z ${epochs}`,
    validating: (epoch, epochs) => `Sprawdzanie po epoce ${epoch} z ${epochs}`,
    testing: 'Test na 10 000 obrazów testowych',
    paused: (epoch, epochs) => `Wstrzymano w epoce ${epoch} z ${epochs}`,
    stopping: 'Kończenie…',
    stoppingAfter: (epoch) => `Epoka ${epoch}, ostatnia`,
    speed: 'Obrazy na sekundę',
    timeLeft: 'Pozostało',
    lossNow: 'Strata',
    accuracyNow: 'Dokładność',

    completed: (preset) => `z 10 000 nigdy niewidzianych obrazów sieć ${preset} nazywa poprawnie.`,
    stoppedEarly: (preset, epoch) =>
      `z 10 000 nigdy niewidzianych obrazów sieć ${preset} nazywa poprawnie. Przestała się poprawiać, więc przywrócono jej najlepszą epokę: ${epoch}.`,
    stopped: (preset) =>
      `z 10 000 nigdy niewidzianych obrazów sieć ${preset} nazywa poprawnie: tyle zdążyła się nauczyć, zanim zakończono trening.`,
    stoppedUntested: 'Zakończono, zanim było co testować.',
    diverged:
      'Strata stała się nieskończona, więc trening przerwano i zachowano ostatnie dobre wagi. Zwykle pomaga mniejsze tempo uczenia.',
    tryIt: 'Teraz to ona odpowiada u góry strony: narysuj coś.',
    moreEpochs: 'Więcej epok',
    goOn: 'Trenuj dalej',
    moreEpochsHint:
      'Trening rusza z miejsca, w którym się skończył, a nie z najlepszej epoki. Tempo uczenia, które zmalało, pozostaje małe.',

    bestSoFar: (epoch, loss, accuracy) =>
      `Najlepsza epoka jak dotąd: ${epoch}, strata w walidacji ${loss}, ${accuracy} trafnych odpowiedzi.`,
    overfitting: (epoch, lossBefore, lossNow, trainingBefore, trainingNow) =>
      `Sieć uczy się na pamięć (przeuczenie): od epoki ${epoch} strata w walidacji wzrosła z ${lossBefore} do ${lossNow}, a strata w treningu spadła z ${trainingBefore} do ${trainingNow}. Kolejne epoki nie pomogą; mogą pomóc: więcej obrazów, augmentacja albo dropout.`,

    lossTitle: 'Strata',
    accuracyTitle: 'Dokładność',
    trainingSeries: 'Trening',
    validationSeries: 'Walidacja',
    chartLabel: (title) => `${title} w kolejnych epokach. Te same liczby są w tabeli poniżej.`,
    byEpoch: 'w kolejnych epokach',
    curvesEmpty: 'Tutaj będą rosły krzywe straty i dokładności.',
    table: 'Wszystkie liczby w tabeli',
    tableOf: (run) => `Wszystkie liczby w tabeli: ${run}`,
    tableCaption: 'Strata i dokładność po każdej epoce',
    tableEpoch: 'Epoka',
    tableTrainingLoss: 'Strata w treningu',
    tableTrainingAccuracy: 'Dokładność w treningu',
    tableValidationLoss: 'Strata w walidacji',
    tableValidationAccuracy: 'Dokładność w walidacji',
    tableTime: 'Czas',
    best: 'najlepsza',

    ringNote: 'Kółko oznacza najlepszą epokę.',
    comparedNote: 'Linia ciągła: walidacja. Przerywana: trening. Kółko oznacza najlepszą epokę.',
    savePng: 'Wykresy jako PNG',

    runs: 'Treningi',
    runsHint: 'Zaznacz te, które wykresy powyżej mają porównać.',
    testAccuracy: 'Dokładność na teście',
    bestEpoch: 'Najlepsza epoka',
    bestOf: (epoch, epochs) => `${epoch} z ${epochs}`,
    reuse: 'Użyj jego opcji',
    rename: 'Zmień nazwę',
    newName: 'Nowa nazwa',
    saveName: 'Zapisz',
    cancel: 'Anuluj',
    remove: 'Usuń',
    removed: (name) => `Usunięto: ${name}.`,
    undoRemove: 'Przywróć',

    saidStarted: 'Rozpoczął się trening.',
    saidOverfitting: (epoch) => `Przeuczenie: strata w walidacji rośnie od epoki ${epoch}.`,
    saidEpoch: (epoch, epochs, accuracy) =>
      `Zakończono epokę ${epoch} z ${epochs}. Dokładność w walidacji: ${accuracy}.`,
    saidEnded: (accuracy) => `Trening dobiegł końca. Dokładność na obrazach testowych: ${accuracy}.`,
    saidEndedUntested: 'Trening dobiegł końca.',
    saidPaused: 'Trening wstrzymano.',
    saidResumed: 'Trening trwa dalej.',
  },

  interrupted: {
    offer: (recipe, epoch, epochs, date) =>
      `Trening ${recipe} został przerwany. Ukończone epoki (${epoch} z ${epochs}) są zachowane, stan z: ${date}.`,
    goOn: 'Kontynuuj',
    forget: 'Porzuć',
    gone: 'Zachowanego stanu treningu już nie ma: usunęła go przeglądarka albo inna karta tej strony.',
  },

  library: {
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
  },

  offline: {
    threads:
      'Po ponownym wczytaniu strona będzie korzystać ze wszystkich rdzeni tego urządzenia. To, co tu zaczęto, przepadnie.',
    update: 'Jest już nowsza wersja tej strony.',
    reload: 'Wczytaj teraz',
    later: 'Później',
  },

  teach: {
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
    notKept: 'Ta przeglądarka niczego dla tej strony nie przechowuje: zapisz lekcję do pliku, żeby mieć ją później.',
    save: 'Zapisz do pliku',
    open: 'Otwórz plik',
    noLesson: (file) => `Plik ${file} nie jest zapisaną tutaj lekcją.`,

    teach: 'Naucz sieć',
    again: 'Naucz ją jeszcze raz',
    undo: 'Cofnij naukę',
    how: 'Jedna czwarta tego, z czego się uczy, to Twoje obrazy, powtarzane wiele razy; reszta to obrazy, które znała wcześniej, żeby niczego nie zapomniała.',
    busy: 'Trwa trening: sieć będzie można uczyć, gdy się skończy.',
    fetchingLabel: 'Pobieranie obrazów ze zbioru danych',
    fetching: (loaded, total) => `Pobieranie obrazów ze zbioru danych: ${loaded} z ${total} MB`,
    learning: 'Uczy się',
    own: (after, all, before) => `Poprawnie nazwane z Twoich obrazów (${all}): teraz ${after}, wcześniej ${before}.`,
    others: (all, before, after) =>
      `Poprawnie nazwane z ${all} obrazów ze zbioru danych: wcześniej ${before}, teraz ${after}.`,
    saidAdded: (name, count) => `Dodano jako: ${name}. W lekcji jest teraz ${count} ${images(count)}.`,
  },

  understand: {
    title: 'Co jej się myli',
    intro:
      'Sieć, która odpowiada, dostaje 10 000 obrazów testowych, których nie widzi żaden trening. Potem możesz obejrzeć te, które wzięła za coś innego: wiele zmyliłoby też człowieka.',
    start: 'Sprawdź sieć',
    again: 'Sprawdź ponownie',
    about: (network: string) =>
      `Sprawdzana jest sieć, która teraz odpowiada: ${network}. Obrazy testowe pobiera się raz, 4,4 MB.`,
    outdated: (network: string) => `Od tamtej pory sieć się zmieniła. Teraz to ${network}.`,
    preparing: 'Przygotowanie…',
    progress: 'Sprawdzanie',
    fetching: (loaded: string, total: string) => `Pobieranie obrazów testowych: ${loaded} z ${total} MB`,
    evaluating: (images: string, all: string) => `${images} z ${all} obrazów testowych`,
    stop: 'Zatrzymaj',
    retry: 'Spróbuj ponownie',
    result: (network: string, images: string, mistakes: string, loss: string) =>
      `z ${images} obrazów testowych sieć (${network}) nazywa poprawnie; na pozostałych myli się ${mistakes} razy. Średnia strata wynosi ${loss}.`,

    matrixTitle: 'Co za co bierze',
    matrixCaption: 'Macierz pomyłek dla obrazów testowych: wiersz to prawdziwa klasa, kolumna to odpowiedź.',
    matrixKeys: 'Strzałki przenoszą między komórkami; Enter pokazuje ich obrazy.',
    axes: 'Wiersze: co to jest. Kolumny: co mówi sieć. Naciśnij liczbę, aby zobaczyć obrazy.',
    axesOnly: 'Wiersze: co to jest. Kolumny: co mówi sieć.',
    cellRight: (name: string, count: string) => `${name}, nazwane poprawnie: ${count}`,
    cellWrong: (name: string, taken: string, count: string) => `${name} → ${taken}: ${count}`,
    cellShare: (share: string, name: string) => `${share} klasy ${name}`,
    close: 'Zamknij',

    confusionsTitle: 'Najczęstsze pomyłki',
    nothingConfused: 'Nic nie zostało pomylone.',
    takenFor: (name: string, taken: string) => `${name} → ${taken}`,
    often: (count: string, share: string) => `obrazy: ${count}, czyli ${share}`,

    classTable: 'Klasa po klasie',
    className: 'Klasa',
    precision: 'Precyzja',
    recall: 'Czułość',
    f1: 'F1',
    images: 'Obrazy',
    weakest: 'najsłabsza',
    precisionMeans: 'jaka część obrazów nazwanych tą klasą naprawdę do niej należy.',
    recallMeans: 'jaką część obrazów tej klasy sieć znalazła.',
    f1Means: 'średnia harmoniczna obu: niska, gdy którakolwiek jest niska.',

    mistakesTitle: 'Pomyłki, których jest najbardziej pewna',
    mistakesIntro:
      'Każda z trzema odpowiedziami, które sieć uznała za najbardziej prawdopodobne. Pogrubione jest to, co mówi sieć; znaczek wskazuje, co to jest.',
    testImage: (name: string, place: number) => `Obraz testowy ${place}: ${name}`,
    answers: 'Co mówi sieć',
    trueClass: 'to właśnie to',
    more: (shown: string, all: string) => `Pokaż więcej (${shown} z ${all})`,

    epochsTitle: 'Jak zmieniało się to z epoki na epokę',
    epochsIntro:
      'Po każdej epoce ostatniego treningu na tej stronie sieć nazywała 12 000 obrazów walidacyjnych. Przesuwaj suwak, aby zobaczyć, które pomyłki znikają, a które zostają.',
    epoch: 'Epoka',
    epochSentence: (epoch: number, accuracy: string) => `Epoka ${epoch}: ${accuracy} poprawnie`,
    epochMatrix: (epoch: number) => `Macierz pomyłek dla obrazów walidacyjnych po epoce ${epoch}`,

    saidStarted: 'Sprawdzanie się zaczęło.',
    saidEnded: (accuracy: string) => `Sprawdzanie zakończone. Dokładność na obrazach testowych: ${accuracy}.`,
    saidStopped: 'Sprawdzanie zatrzymano.',
  },

  inside: {
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
  },

  footer: {
    privacy: 'Wszystko dzieje się na tym urządzeniu: nie opuszcza go żaden rysunek, obraz ani sieć.',
    data: 'Sieć zna dziesięć klas zbioru Fashion-MNIST (Xiao, Rasul, Vollgraf, 2017) i nic poza nimi: nawet kota nazwie jakimś ubraniem.',
  },
};
