// What answers are worth. An answer is `{ label, probabilities }`; label is null where there was nothing to see.

import { CLASS_COUNT } from './pictures.mjs';

const CALIBRATION_BINS = 15;

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Accuracy, balanced accuracy (the mean of the classes' recall, a picture's class being the first of its labels) and
 * expected calibration error (Guo et al. 2017, 15 bins): of `[{ labels, answer }]`. And how many were called "not
 * sure", or nothing to see. Pictures of what belongs to no class have no labels, and the latter number alone. */
export function score(results) {
  const isRight = ({ labels, answer }) => (labels.includes(answer.label) ? 1 : 0);
  const classes = Array.from({ length: CLASS_COUNT }, (_, label) =>
    results.filter(({ labels }) => labels[0] === label),
  );
  const unsure = mean(results.map(({ answer }) => ((answer.unsure ?? true) ? 1 : 0)));
  if (results.every(({ labels }) => labels.length === 0)) return { unsure };
  return {
    unsure,
    accuracy: mean(results.map(isRight)),
    balanced: mean(classes.filter((members) => members.length > 0).map((members) => mean(members.map(isRight)))),
    calibration: calibrationError(
      results.map((result) => ({
        confidence: Math.max(...(result.answer.probabilities ?? [0])),
        right: isRight(result),
      })),
    ),
  };
}

function calibrationError(answers) {
  const bins = Array.from({ length: CALIBRATION_BINS }, () => []);
  for (const answer of answers) {
    bins[Math.min(Math.floor(answer.confidence * CALIBRATION_BINS), CALIBRATION_BINS - 1)].push(answer);
  }
  return bins
    .filter((bin) => bin.length > 0)
    .reduce((sum, bin) => {
      const gap = Math.abs(mean(bin.map(({ confidence }) => confidence)) - mean(bin.map(({ right }) => right)));
      return sum + (bin.length / answers.length) * gap;
    }, 0);
}
