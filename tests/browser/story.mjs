// A story: a name and what happens in it.
export const stories = [];

export function story(name, tell) {
  if (stories.some((s) => s.name === name)) throw new Error(`two stories named ${name}`);
  stories.push({ name, tell });
}
