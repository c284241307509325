import { cleanFileName, cutInTheMiddle } from "@comity/shared/content/fileName";
import { useNumbers } from "../words/language.ts";
import "./files.css";

/** So many letters of a name are shown; the whole of it when it is pointed at. */
const SHOWN = 48;

/** A file's name as it may be shown, and how large it is. */
export function FileName({ name, size }: { readonly name: string; readonly size: number }) {
  const numbers = useNumbers();
  const clean = cleanFileName(name);
  return (
    <span className="file-name" title={clean}>
      <bdi>{cutInTheMiddle(clean, SHOWN)}</bdi> <span className="under">{numbers.bytes(size)}</span>
    </span>
  );
}
