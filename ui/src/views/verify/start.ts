// What came to be checked, by dropping or by opening with Holdfast: a file together with its time proof is a question about
// that file; everything else is taken for bundles.
import { closeCheck, startCheck } from "./check";
import { startFromPair } from "./fileProof";

export function startFromPaths(paths: string[]): void {
  if (startFromPair(paths)) closeCheck();
  else startCheck(paths);
}
