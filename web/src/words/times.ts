import type { Document } from "../api/answers";
import { intervalInWords } from "./days";

/** What a time expression says: "6 May 2031"; its TIMEX3 value where it speaks of no day ("P3D"). */
export function timeInWords(time: Document["times"][number]): string {
  if (time.earliest || time.latest) {
    const clock = /T(\d\d:\d\d)/.exec(time.value)?.[1];
    return clock ? `${intervalInWords(time)}, ${clock}` : intervalInWords(time);
  }
  return time.value === "" ? "a time that cannot be told" : `${time.type.toLowerCase()} ${time.value}`;
}
