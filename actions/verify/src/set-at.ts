/**
 * Sets an entry of a list whose entries come in any order. Engines keep lists with wide gaps as tables, which take many
 * times as long: entries before it that are not there are made.
 *
 * @param gap - what an entry is that was not set
 */
export function setAt(list: number[], index: number, value: number, gap: number): void {
  while (list.length < index) {
    list.push(gap);
  }
  list[index] = value;
}
