/** What is selected in a document's text on the screen, as words and the code point where they begin. */
import type { CodePoints } from "../text/code_points";
import { quoteOf, type NewQuote } from "./quoting";

/** The quotation of what is selected in the text that is shown; undefined where nothing of it is. */
export function selectedQuote(points: CodePoints, document: number): NewQuote | undefined {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const paragraph = paragraphAt(range.startContainer);
  if (!paragraph || !paragraphAt(range.endContainer)) return undefined;
  const before = window.document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = Number(paragraph.dataset["start"]) + [...before.toString()].length;
  return quoteOf(points, document, start, selection.toString());
}

function paragraphAt(node: Node): HTMLElement | null {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest<HTMLElement>("p[data-start]") ?? null;
}
