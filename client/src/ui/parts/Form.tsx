import type { DragEvent, ReactNode } from "react";

/** Files that are dragged here from outside the browser. */
export interface FileDrop {
  /** They are above the form, or no more. */
  readonly over: (over: boolean) => void;
  readonly dropped: (files: FileList) => void;
}

interface FormProps {
  readonly onSubmit: () => Promise<void> | void;
  readonly className?: string;
  readonly onFiles?: FileDrop;
  readonly children: ReactNode;
}

/** A form that is sent by Enter or its button, and never by the browser itself. */
export function Form({ onSubmit, className, onFiles, children }: FormProps) {
  return (
    <form
      className={className}
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
      {...(onFiles === undefined ? {} : dropping(onFiles))}
    >
      {children}
    </form>
  );
}

function dropping({ over, dropped }: FileDrop) {
  return {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      over(true);
    },
    onDragLeave: () => over(false),
    onDrop: (event: DragEvent) => {
      over(false);
      if (event.dataTransfer.files.length === 0) return;
      event.preventDefault();
      dropped(event.dataTransfer.files);
    },
  };
}
