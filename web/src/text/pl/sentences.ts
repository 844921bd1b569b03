import type { Sentences } from '../sentences';
import { train } from './train';

/** What the engine says; see Sentences. */
export const sentences: Sentences = [
  // The engine as a whole.
  ['The engine cannot run here: {}.', 'Silnik nie może tu działać: {}.'],
  [
    'this browser has no WebAssembly SIMD; a current version of it has',
    'ta przeglądarka nie zna WebAssembly SIMD, ale zna je jej aktualna wersja',
  ],
  ['build {} needs a cross-origin isolated page', 'wersja {} wymaga izolacji strony (cross-origin isolation)'],
  ['build {} needs WebAssembly threads', 'wersja {} wymaga wątków WebAssembly'],
  ['build {} needs relaxed SIMD', 'wersja {} wymaga instrukcji relaxed SIMD'],
  ['The engine (build {}) could not be loaded: {}', 'Nie udało się wczytać silnika (wersja {}): {}'],
  ['The engine could not be started.', 'Nie udało się uruchomić silnika.'],
  ['The engine has been closed.', 'Silnik został zamknięty.'],
  ['The engine stopped unexpectedly: {}', 'Silnik niespodziewanie przestał działać: {}'],
  ['its script could not be loaded', 'nie udało się wczytać jego skryptu'],
  ['a message could not be read', 'nie udało się odczytać wiadomości'],
  [
    'There is not enough memory for this. A smaller batch size needs less.',
    'Brakuje na to pamięci. Mniejsza partia potrzebuje jej mniej.',
  ],
  ['A training is under way already: stop it first.', 'Trwa już inny trening: najpierw go zakończ.'],
  ['A training is under way already.', 'Trwa już inny trening.'],
  ['A teaching is under way already.', 'Sieć już się uczy.'],
  ['An evaluation is under way already: stop it first.', 'Sprawdzanie już trwa: najpierw je zatrzymaj.'],
  ['An evaluation is under way already.', 'Sprawdzanie już trwa.'],
  ['The evaluation was stopped.', 'Sprawdzanie zatrzymano.'],
  [
    'There is no network yet: train one, or open a model file.',
    'Nie ma jeszcze żadnej sieci: wytrenuj ją albo otwórz plik modelu.',
  ],
  [
    'There is no such network yet: train one, or open a model file.',
    'Takiej sieci jeszcze nie ma: wytrenuj ją albo otwórz plik modelu.',
  ],
  [
    'The network is in training: it can be taught afterwards.',
    'Trwa trening tej sieci: będzie można jej uczyć, gdy się skończy.',
  ],

  // Files that are fetched.
  [
    'The list of the training data (manifest.json) is damaged.',
    'Spis danych treningowych (manifest.json) jest uszkodzony.',
  ],
  ['{} could not be fetched: {}.', 'Nie udało się pobrać pliku {}: {}.'],
  ['the server has no such file', 'na serwerze nie ma takiego pliku'],
  ['the server answered {}', 'serwer odpowiedział {}'],
  ['{} bytes came instead of {}', 'zamiast {2} bajtów przyszło {1}'],
  // As Chromium, Firefox and Safari say it.
  ['Failed to fetch', 'serwer nie odpowiada'],
  ['NetworkError when attempting to fetch resource', 'serwer nie odpowiada'],
  ['NetworkError when attempting to fetch resource.', 'serwer nie odpowiada'],
  ['Load failed', 'serwer nie odpowiada'],
  ['network error', 'połączenie zostało przerwane'],

  // Model files.
  [
    'model file: a safetensors file, but not of an Atelier model: {}',
    'To plik safetensors, ale nie z siecią z Ateliera.',
  ],
  ['model file: made by a later Atelier: {}', 'Plik pochodzi z nowszego Ateliera: wczytaj nowszą wersję tej strony.'],
  [
    'model file: its network takes images of {}, expected {}',
    'Sieć z tego pliku przyjmuje obrazy {}, a tu mają one {}.',
  ],
  [
    'model file: "network" is damaged: {} the last layer has a unit for each class, at most {}, not {}',
    'Liczba klas sieci z tego pliku to {3}, a tu może ich być najwyżej {2}.',
  ],
  ['model file: "preprocessing" is unknown: {}', 'Sieć z tego pliku dostaje obrazy przygotowane inaczej niż tutaj.'],
  ['model file: {}', 'Plik jest uszkodzony.'],
  [
    'safetensors: tensor "{}" holds {}, which half precision has no room for',
    'Wagi tej sieci ({2}) nie mieszczą się w połowie precyzji: zapisz ją w pełnej.',
  ],
  ['safetensors: {}', 'To nie jest plik safetensors albo jest uszkodzony.'],

  // A network that somebody puts together.
  ['layer {} ({}): {}', 'Warstwa {} ({}): {}'],
  ['layer {}: {}', 'Warstwa {}: {}'],
  ['network: {}', 'Sieć: {}'],
  ['kernel {} does not fit input {}', 'okno {} nie mieści się w obrazie {}'],
  ['kernel {} is not within 1 to {}', 'okno {} jest poza zakresem od 1 do {}'],
  ['stride {} is not within 1 to {}', 'krok {} jest poza zakresem od 1 do {}'],
  ['expects input [H, W, C], not {}', 'potrzebuje na wejściu obrazu [wysokość, szerokość, kanały], a dostaje {}'],
  [
    'expects input [C], not {}: put a flatten layer before it',
    'potrzebuje na wejściu listy liczb, a dostaje {}: wstaw przed nią spłaszczenie',
  ],
  [
    "activation softmax is for the network's last layer, a dense one",
    'aktywacja softmax jest dla ostatniej warstwy sieci, gęstej',
  ],
  [
    'the last layer must be dense with activation softmax, one unit a class',
    'ostatnia warstwa musi być gęsta, z aktywacją softmax i jedną jednostką na klasę',
  ],
  [
    'the last layer has a unit for each class, at most {}, not {}',
    'ostatnia warstwa ma po jednej jednostce na klasę, najwyżej {}, a nie {}',
  ],
  ['units must be {}, one a class, not {}', 'liczba jednostek musi wynosić {}, po jednej na klasę, a wynosi {}'],
  ['its input is {}, and the images here are {}', 'jej wejście to {}, a obrazy tutaj mają {}'],
  ['has no layers', 'nie ma w niej żadnej warstwy'],
  ['has {} layers, more than {}', 'ma zbyt wiele warstw: {}, a może mieć {}'],
  ['output {} has more than {} values', 'jej wyjście {} ma ponad {} wartości'],
  ['{} brings the network to more than {} parameters', 'z {} sieć ma ponad {} parametrów'],
  ['must be an object, not {}', 'to nie jest opis warstwy: {}'],
  ['unknown type {}; known are {}', 'nieznany rodzaj {}; znane są: {}'],
  ['unknown key {}; known are {}', 'nieznana opcja {}; znane są: {}'],
  ['key "{}" is missing', 'brakuje opcji „{}”'],
  ['"{}" must be {}, not {}', '„{}” to musi być {}, a nie {}'],
  ['{} must be from 1 to {}, not {}', '„{}” musi być od 1 do {}, a nie {}'],
  ['{} must be at least 0 and below 1, not {}', '„{}” to musi być liczba od 0 do poniżej 1, a nie {}'],
  [
    'a whole number from {} to {}, or [height, width] of such',
    'liczba całkowita od {} do {} albo dwie takie: wysokość i szerokość',
  ],
  ['a whole number from {} to {}', 'liczba całkowita od {} do {}'],
  ['at least 0 and below 1', 'liczba od 0 do poniżej 1'],
  ['above 0 and at most 1', 'liczba większa od 0 i najwyżej 1'],
  ['a number', 'liczba'],
  ['true or false', 'tak albo nie'],
  ['text', 'tekst'],
  ['one of {}', 'jedna z wartości {}'],
  ['nothing', 'puste'],
  ...Object.entries(train.layerFields),
  ...Object.entries(train.layerKinds),

  // Options of a training.
  [
    'optimizer: adam has no weight decay; adamw has, and l2 works with every optimizer',
    'Adam nie ma zaniku wag. Ma go AdamW, a L2 działa z każdym optymalizatorem.',
  ],
  [
    "optimizer: adamw needs a weight decay above 0 (0.01 is PyTorch's default); without one it is adam",
    'AdamW wymaga zaniku wag większego niż 0 (w PyTorch domyślnie 0,01); bez niego to po prostu Adam.',
  ],
  ["optimizer: only sgd has Nesterov's momentum", 'Pęd Niestierowa ma tylko SGD.'],
  ["optimizer: Nesterov's momentum must be above 0", 'Z pędem Niestierowa pęd musi być większy niż 0.'],
  ['trainer: patience needs validation', 'Cierpliwość wymaga sprawdzania na obrazach walidacyjnych.'],
  [
    'trainer: the schedule reduce-on-plateau needs validation',
    'Harmonogram „na płaskowyżu” wymaga sprawdzania na obrazach walidacyjnych.',
  ],
  [
    'trainer: images that are learned from cannot validate: include_validation wants validate_every to be never',
    'Obrazy, na których sieć się uczy, nie mogą jej sprawdzać: wybierz „Sprawdzaj co: nigdy”.',
  ],
  ['trainer: there are {} training images, not {}', 'Obrazów treningowych jest {}, a nie {}.'],
  [
    'augmentation: erasing_smallest must not be above erasing_largest, but {} is above {}',
    'Najmniejsza wymazywana część ({}) nie może być większa od największej ({}).',
  ],
  [
    'trainer: the schedule has ended at a learning rate of 0: more epochs would change nothing (a final fraction above 0 would let them)',
    'Harmonogram skończył się tempem uczenia równym 0, więc kolejne epoki nic by nie zmieniły. Pozwoliłaby na to opcja „Na końcu” większa niż 0.',
  ],
  [
    'trainer: the loss was no longer finite, so the training cannot go on',
    'Strata stała się nieskończona, więc tego treningu nie da się ciągnąć.',
  ],
  ['fine-tuning: the loss is no longer finite', 'Strata stała się nieskończona; sieć pozostała taka, jaka była.'],
  [
    '{}: the network tells {} classes, the data has {}',
    'Liczba klas tej sieci to {2}, a obrazy testowe, tak jak obrazy do nauki, mają {3} innych: nie da się jej tu ani sprawdzić, ani uczyć.',
  ],
  [
    'training: none was started',
    'Silnik uruchomił się od tamtej pory ponownie i nie zna już tego treningu: można go tylko powtórzyć.',
  ],
  ['checkpoint: {}', 'Zachowany stan treningu jest uszkodzony.'],

  // After those of model files, which have damages of their own.
  ['{} is damaged: {}', 'Plik {1} jest uszkodzony.'],

  // Pictures.
  ['picture: {} pixels, of 1 to {} a side', 'Obraz ma {} pikseli; bok może mieć od 1 do {}.'],
];
