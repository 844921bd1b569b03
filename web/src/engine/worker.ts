/** The worker's entry: takes requests, has the host answer them, sends the answers. */
import { EngineError } from './errors';
import { Host } from './host';
import type { Calls, Notice, Reply, Request } from './protocol';

declare const self: DedicatedWorkerGlobalScope;

type Result = Calls[keyof Calls]['result'];

let host: Host | null = null;

function post(message: Reply | Notice): void {
  self.postMessage(message);
}

function started(): Host {
  if (host === null) throw new Error('a request came before the engine was started');
  return host;
}

async function answer(request: Request): Promise<Result> {
  switch (request.type) {
    case 'start':
      host = await Host.start(request.argument, post);
      return host.started();
    case 'classify':
      return started().classify(request.argument);
    case 'train':
      return started().train(request.argument);
    case 'pause':
      started().pause();
      return undefined;
    case 'resume':
      started().resume();
      return undefined;
    case 'stop':
      started().stop();
      return undefined;
    case 'useModel':
      return started().useModel(request.argument);
    case 'loadModel':
      return started().loadModel(request.argument, 'opened');
    case 'saveModel':
      return started().saveModel(request.argument.half, request.argument.origin);
    case 'resumeTraining':
      return started().resumeTraining(request.argument);
    case 'prefetchData':
      return started().prefetchData();
    case 'testSample':
      return started().testSample(request.argument.perClass, request.argument.seed);
    case 'teach':
      return started().teach(request.argument);
    case 'loadTaught':
      return started().loadModel(request.argument, 'taught');
    case 'answers':
      return started().tutor.answers(request.argument);
    case 'stopAfterEpoch':
      started().stopAfterEpoch();
      return undefined;
    case 'extend':
      return started().extend(request.argument);
    case 'checkOptions':
      return started().checkOptions(request.argument);
    case 'describe':
      return started().describe(request.argument);
    case 'augmentationSheet':
      return started().augmentationSheet(request.argument);
    case 'evaluate':
      return started().evaluate();
    case 'stopEvaluation':
      started().examiner.stopEvaluation();
      return undefined;
    case 'testImages':
      return started().examiner.testImages(request.argument);
    case 'explain':
      return started().explain(request.argument);
    case 'filters':
      return started().examiner.filters();
    case 'preparationSteps':
      return started().preparationSteps(request.argument);
  }
}

self.onmessage = ({ data: request }: MessageEvent<Request>) => {
  const { id } = request;
  answer(request).then(
    (result) => post({ type: 'done', id, result }),
    (error: unknown) => {
      if (error instanceof EngineError) {
        const { kind, message } = error;
        post({ type: 'failed', id, error: { kind, message } });
      } else {
        // A trap in the module or a mistake of ours: nothing here can be relied on any more.
        post({ type: 'crash', message: String(error) });
      }
    },
  );
};

self.onunhandledrejection = ({ reason }) => post({ type: 'crash', message: String(reason) });
