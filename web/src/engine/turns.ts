const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

/**
 * Lets the worker handle the messages that have come. A message to oneself queues behind them and, unlike a timer, is
 * not slowed down when the page is hidden. Whoever else works in slices has its turn as well.
 */
export function otherMessages(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });
}
