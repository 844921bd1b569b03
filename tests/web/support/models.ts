/**
 * A model file of the smallest network there is: the mean over the picture, and a dense layer. Its weights are 0, so it finds
 * each class as probable as any other.
 */
export function modelFile(
  input: readonly [height: number, width: number, channels: number],
  classes: string[],
): Buffer {
  const [channels, units] = [input[2], classes.length];
  const layers = [{ type: 'global_average_pooling2d' }, { type: 'dense', units, activation: 'softmax' }];
  const kernelBytes = 4 * channels * units;
  const header = JSON.stringify({
    __metadata__: {
      format: 'atelier',
      format_version: '1',
      network: JSON.stringify({ name: 'tiny', input, layers }),
      class_names: JSON.stringify(classes),
      preprocessing: JSON.stringify({ values: '8-bit grey, bright garment on black', divide_by: 255 }),
    },
    'dense/kernel': { dtype: 'F32', shape: [channels, units], data_offsets: [0, kernelBytes] },
    'dense/bias': { dtype: 'F32', shape: [units], data_offsets: [kernelBytes, kernelBytes + 4 * units] },
  });
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, Buffer.from(header), Buffer.alloc(kernelBytes + 4 * units)]);
}
