/** How far the pod ports of Contour's Envoy lie above those of the listeners. */
const SHIFT = 8000;
const LAST_PORT = 65535;
const LAST_PRIVILEGED_PORT = 1023;

/** The port on which Contour's Envoy listens: never one for which it would need privileges. */
export function contourPort(listenerPort: number): number {
  const shifted = listenerPort + SHIFT;
  const port = shifted > LAST_PORT ? shifted - LAST_PORT : shifted;
  return port > LAST_PRIVILEGED_PORT ? port : port + LAST_PRIVILEGED_PORT;
}
