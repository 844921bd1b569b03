import type { Messages } from '../en';

export const understand: Messages['understand'] = {
  title: 'Co jej się myli',
  intro:
    'Sieć, która odpowiada, dostaje 10\u00a0000 obrazów testowych, których nie widzi żaden trening. Potem możesz obejrzeć te, które wzięła za coś innego: wiele zmyliłoby też człowieka.',
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
    'W trakcie treningu sieć nazywa 12\u00a0000 obrazów walidacyjnych. Przesuwaj suwak, aby zobaczyć, które pomyłki znikają, a które zostają.',
  epochsOf: 'Trening',
  epochsUnderWay: 'ten, który trwa',
  epoch: 'Epoka',
  epochSentence: (epoch: number, accuracy: string) => `Epoka ${epoch}: ${accuracy} poprawnie`,
  epochMatrix: (epoch: number) => `Macierz pomyłek dla obrazów walidacyjnych po epoce ${epoch}`,

  saidStarted: 'Sprawdzanie się zaczęło.',
  saidEnded: (accuracy: string) => `Sprawdzanie zakończone. Dokładność na obrazach testowych: ${accuracy}.`,
  saidStopped: 'Sprawdzanie zatrzymano.',
};
