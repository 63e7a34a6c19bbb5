// What time it is. The phone's own clock may be days off; the server's is heard with its answers, and the difference is
// kept for the time without network.

const BEIJING = 8 * 3600000;

export class FieldClock {
  /** What is to be added to the phone's clock, in milliseconds. */
  skew = 0;

  constructor(database) { this.database = database; }

  async open() {
    const kept = await this.database.get('meta', 'skew');
    if (Number.isSafeInteger(kept)) this.skew = kept;
  }

  /** The server said `now` at some time between `asked` and `answered`. Within a second nobody can tell. */
  async hear(now, asked, answered) {
    const skew = skewOf(now, asked, answered, this.skew);
    if (skew === this.skew) return;
    this.skew = skew;
    await this.database.write(['meta'], (store) => store('meta').put(skew, 'skew'));
  }

  now() { return Date.now() + this.skew; }

  /** Whether the phone's clock is so far off that somebody should be told. */
  get isOff() { return Math.abs(this.skew) > 5 * 60000; }
}

/** The difference as far as the answer's time on the way lets it be known. */
export function skewOf(now, asked, answered, known = 0) {
  if (answered < asked) return known;
  const slack = 1000;
  if (now >= asked + known - slack && now <= answered + known + slack) return known;
  const middle = now - Math.round((asked + answered) / 2);
  return Math.abs(middle) <= slack ? 0 : middle;
}

/** As a field for date and time takes it, in Beijing: `YYYY-MM-DDTHH:MM`. */
export const minuteText = (milliseconds) => new Date(milliseconds + BEIJING).toISOString().slice(0, 16);
export const dayText = (milliseconds) => minuteText(milliseconds).slice(0, 10);

/** “2天3小时”, for telling how far a clock is off. */
export function spanText(milliseconds) {
  const minutes = Math.round(Math.abs(milliseconds) / 60000);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  if (days) return `${days}天${hours ? `${hours}小时` : ''}`;
  return hours ? `${hours}小时${minutes % 60 ? `${minutes % 60}分钟` : ''}` : `${minutes}分钟`;
}
