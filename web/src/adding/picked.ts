/** What a person picked or dropped: files, and where each lies in it. */

/** A file to add. */
export interface Picked {
  /** Its place in what was picked, as the server is to call it: `clippings/june/7.html`. */
  path: string;
  /** The file; undefined where the browser was not let open it. */
  file: File | undefined;
}

/** The files that a field was given. */
export function pickedFrom(files: Iterable<File>): Picked[] {
  return [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** Whether files are dragged, and not words or a link. */
export function holdsFiles(dragged: DataTransfer | null): dragged is DataTransfer {
  return dragged?.types.includes("Files") ?? false;
}

/** Everything that was dropped, folders gone through. */
export async function droppedFrom(dropped: DataTransfer): Promise<Picked[]> {
  // They are to be had only while the event is handled: all are taken before the first is waited for.
  const taken = [...dropped.items]
    .filter(({ kind }) => kind === "file")
    .map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  const found: Picked[] = [];
  for (const entry of taken) {
    if (entry instanceof File) found.push({ path: entry.name, file: entry });
    else if (entry) await gather(entry, found);
  }
  return found;
}

async function gather(entry: FileSystemEntry, found: Picked[]): Promise<void> {
  const path = entry.fullPath.replace(/^\//, "");
  if (entry.isFile) {
    found.push({ path, file: await fileOf(entry as FileSystemFileEntry) });
    return;
  }
  for (const inner of await entriesOf(entry as FileSystemDirectoryEntry)) await gather(inner, found);
}

function fileOf(entry: FileSystemFileEntry): Promise<File | undefined> {
  return new Promise((given) =>
    entry.file(
      (file) => given(file),
      () => given(undefined),
    ),
  );
}

async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  // A hundred or so at a time, and none when there are no more.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((given) =>
      reader.readEntries(
        (entries) => given(entries),
        () => given([]),
      ),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}
