import { type RefObject, useCallback, useRef } from "react";

/** So near the end somebody reads what comes last, and wants to see what comes next. */
const END_PX = 80;

interface Seen {
  readonly line: Element;
  /** How far below the upper edge of the box it begins. */
  readonly offset: number;
}

interface HeldPlace {
  /** For the box that scrolls. */
  readonly box: (box: HTMLDivElement) => () => void;
  readonly onScroll: () => void;
  /** Whether its reader stands at its end. */
  readonly atEnd: RefObject<boolean>;
}

/**
 * Keeps the place in a thread while its box becomes narrower, lower or larger: a window, a telephone that is turned, a
 * keyboard on the screen. Whoever stood at the end stands there again; for whoever had gone back, the first line that
 * they saw whole stays where it was.
 */
export function useHeldPlace(): HeldPlace {
  const element = useRef<HTMLDivElement>(null);
  const size = useRef("");
  const atEnd = useRef(true);
  const first = useRef<Seen>(undefined);
  /** Where the box was put from here: that is not where somebody has gone. */
  const put = useRef<number>(undefined);

  const hold = useCallback(() => {
    const box = element.current;
    if (box === null) return;
    size.current = sizeOf(box);
    if (atEnd.current) box.scrollTop = box.scrollHeight;
    else if (first.current !== undefined && box.contains(first.current.line))
      box.scrollTop += offsetIn(box, first.current.line) - first.current.offset;
    put.current = box.scrollTop;
  }, []);

  const box = useCallback(
    (added: HTMLDivElement) => {
      element.current = added;
      // A keyboard can scroll a thread also where nothing in it takes the focus (WCAG 2.1.1).
      added.tabIndex = 0;
      const observer = new ResizeObserver(hold);
      observer.observe(added);
      return () => {
        observer.disconnect();
        element.current = null;
      };
    },
    [hold],
  );

  const onScroll = useCallback(() => {
    const box = element.current;
    // In a box of another size it is the browser that has moved the lines.
    if (box === null || sizeOf(box) !== size.current || box.scrollTop === put.current) return;
    put.current = undefined;
    atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < END_PX;
    first.current = firstSeen(box);
  }, []);
  return { box, onScroll, atEnd };
}

/** The first line that can be seen from its beginning on, or the one that fills the box. */
function firstSeen(box: Element): Seen | undefined {
  let filling: Seen | undefined;
  for (const line of box.querySelectorAll("ol > li")) {
    const offset = offsetIn(box, line);
    if (offset >= box.clientHeight) break;
    if (offset >= 0) return { line, offset };
    filling = { line, offset };
  }
  return filling;
}

const sizeOf = ({ clientWidth, clientHeight }: Element): string => `${clientWidth}x${clientHeight}`;

const offsetIn = (box: Element, line: Element): number =>
  line.getBoundingClientRect().top - box.getBoundingClientRect().top;
