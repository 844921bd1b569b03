import type { Evaluation } from '../../engine/engine';

/** One of the classes that an image could be. */
export interface Answer {
  readonly label: number;
  readonly probability: number;
  /** What the network took the image for. */
  readonly taken: boolean;
  /** What it is. */
  readonly true: boolean;
}

/** So many are shown of an image; the true one is always among them. */
const most = 3;

/** The most probable answers to a test image, most probable first, and the true one. */
export function answersOf(
  { labels, predictions, probabilities }: Pick<Evaluation, 'labels' | 'predictions' | 'probabilities'>,
  place: number,
): Answer[] {
  const classes = probabilities.length / labels.length;
  const answers = [...probabilities.subarray(place * classes, (place + 1) * classes)]
    .map((probability, label) => ({
      label,
      probability,
      taken: predictions[place] === label,
      true: labels[place] === label,
    }))
    .sort((a, b) => b.probability - a.probability);
  const late = answers.slice(most).filter((answer) => answer.true);
  return [...answers.slice(0, most - late.length), ...late];
}
