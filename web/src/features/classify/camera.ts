import { text } from '../../text';

/** Why there is no picture from a camera, as a sentence for the visitor. */
export function cameraProblem(error: unknown): string {
  const words = text.camera;
  switch (error instanceof Error ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return words.refused;
    case 'NotFoundError':
    case 'OverconstrainedError':
      return words.none;
    case 'NotReadableError':
    case 'AbortError':
      return words.busy;
    default:
      return words.impossible;
  }
}

/** Whether pages can ask for a camera here: only on secure addresses. */
export function canAskForCamera(): boolean {
  return typeof navigator.mediaDevices?.getUserMedia === 'function';
}

/**
 * Asks for a camera; the browser asks the visitor.
 *
 * @param deviceId one of `cameras`; without it, the one at the back where there is one.
 */
export function openCamera(deviceId: string | null): Promise<MediaStream> {
  const which: MediaTrackConstraints =
    deviceId === null ? { facingMode: 'environment' } : { deviceId: { exact: deviceId } };
  return navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { ...which, width: { ideal: 1280 }, height: { ideal: 1280 } },
  });
}

/** The cameras there are; they have names once one has been opened. */
export async function cameras(): Promise<readonly MediaDeviceInfo[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter(({ kind }) => kind === 'videoinput');
}

export function stopCamera(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** The square in the middle of what a camera shows, as the preview does. */
export function takePicture(video: HTMLVideoElement): Promise<ImageBitmap> {
  const { videoWidth: width, videoHeight: height } = video;
  const side = Math.min(width, height);
  return createImageBitmap(video, (width - side) / 2, (height - side) / 2, side, side);
}
