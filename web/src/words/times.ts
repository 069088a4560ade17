import type { Document } from "../api/answers";
import { counted } from "./counts";
import { intervalInWords } from "./days";

/** What a time expression says: "6 May 2031"; its TIMEX3 value where it speaks of no day ("P3D"). */
export function timeInWords(time: Document["times"][number]): string {
  if (time.earliest || time.latest) {
    const clock = /T(\d\d:\d\d)/.exec(time.value)?.[1];
    return clock ? `${intervalInWords(time)}, ${clock}` : intervalInWords(time);
  }
  return time.value === "" ? "a time that cannot be told" : `${time.type.toLowerCase()} ${time.value}`;
}

/** "under a second", "12 seconds", "2 min 3 s", "1 h 4 min". */
export function secondsInWords(seconds: number): string {
  const whole = Math.floor(seconds);
  if (whole < 1) return "under a second";
  if (whole < 60) return counted(whole, "second");
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
