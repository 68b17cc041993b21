// One story: its words with the rows that rest on them, its copies, and who else reports the same.
import { html } from "../core/html.js";
import { webAddress } from "../core/cite.js";
import { Day, day } from "../core/format.js";
import { address, to } from "../core/route.js";
import { Words } from "../parts/rows.js";
import { Data, Section, Title } from "../parts/states.js";
import { Reader } from "../story/reader.js";

function Head({ story }) {
  const web = webAddress(story.url);
  return html`<${Title} text=${story.title ?? day(story.day) ?? story.id}><${Words} text=${story.title ?? story.id} /><//>
    <p class="byline origin"><${Day} iso=${story.published ?? story.day} />
      ${story.source && html`<a href=${address("/stories", { source: story.source })}><${Words} text=${story.source} /></a>`}
      ${story.section && html`<span><${Words} text=${story.section} /></span>`}
        ${story.authors?.length > 0 && html`<span><${Words} text=${story.authors.join(", ")} /></span>`}
      ${web ? html`<a href=${web} rel="noreferrer noopener" target="_blank">original<span class="sr"> (opens elsewhere)</span>
        </a>` : story.url && html`<span class="quiet"><${Words} text=${story.url} /></span>`}
      <a href=${`${to.story(story.id)}.json`} download>JSON<span class="sr"> of this story</span></a></p>`;
}

function Related({ story, copies = [], reports = [] }) {
  const happenings = [...Map.groupBy(reports.filter((r) => r.story_id !== story.id), (r) => r.happening_id)];
  if (!copies.length && !happenings.length) return null;
  return html`<div class="related">
    ${copies.length > 0 && html`<${Section} id="copies" title="The same report" note="Copies count once."><ul class="rows">
      ${copies.map((copy) => html`<li class="row" data-item key=${copy.story_id}>
      <a class="words" data-open href=${to.story(copy.story_id)}><${Words} text=${copy.title ?? copy.story_id} /></a>
      <p class="row-meta"><span class="origin"><${Day} iso=${copy.day} />
        ${copy.source && html`<span><${Words} text=${copy.source} /></span>`}<span>${copy.original ? "the original" : "a copy"}
        </span></span></p></li>`)}</ul><//>`}
    ${happenings.length > 0 && html`<${Section} id="reports" title="Others on the same"
      note="Stories that report what happened here, too."><ul class="rows">
      ${happenings.slice(0, 20).map(([id, of]) => html`<li class="row" key=${id}>
      ${of.slice(0, 6).map((r) => html`<p class="report" data-item key=${r.story_id}><a data-open href=${to.story(r.story_id)}>
        <${Words} text=${r.title ?? r.story_id} /></a>
        <span class="origin"><${Day} iso=${r.day} />${r.source && html`<span><${Words} text=${r.source} /></span>`}
          <a href=${address("/compare", { happening: id, a: story.id, b: r.story_id })}>compare<span class="sr"> with <${Words}
          text=${r.title} /></span></a></span></p>`)}
      <p class="row-meta"><a href=${to.happening(id)}>the happening</a></p></li>`)}</ul><//>`}</div>`;
}

export default ({ id, query }) => html`<${Data} whole url=${`${to.story(id)}.json`}>${(data) => html`
  <article class="story"><${Head} story=${data.story} /><${Reader} key=${data.story.id} record=${data} query=${query} />
    <${Related} ...${data} /></article>`}<//>`;
