// Transcripts: "Name: words" at the head of a paragraph, and the paragraphs that go on with it.
// Every paragraph of a speaker is one direct statement without a cue.
#include <algorithm>

#include "findings/statements/parts.h"

namespace dragoman::findings {
namespace {

constexpr int max_label = 24;  // tokens of a speaker's name with offices

/// Position of the colon that ends a speaker's label at the head of a paragraph; -1 if there is none.
int label_end(const Reading& r, TokenRange paragraph) {
    const int last = std::min(paragraph.end - 1, paragraph.begin + max_label);
    bool named = false;
    int depth = 0;
    for (int t = paragraph.begin; t < last; ++t) {
        const std::string_view word = r.text.word(t);
        if (word == "(") ++depth;
        if (word == ")") --depth;
        if (word == ":" && depth <= 0) return named && r.quote_of[t + 1] < 0 ? t : -1;
        if (depth > 0 || word == ")") continue;
        const unsigned char first = static_cast<unsigned char>(word[0]);
        const bool upper = (first >= 'A' && first <= 'Z') || first >= 0xC3;
        const std::string_view lower = r.tree.lower(t);
        const bool joint = lower == "of" || lower == "the" || lower == "and" || lower == "for" || word == "," || word == "’s" ||
                           word == "'s" || word == "-" || word == "." || lower == "al" || lower == "bin" || lower == "de" || lower == "von";
        if (!upper && !joint) return -1;
        named = named || upper;
    }
    return -1;
}

/// The person whom a label names: the last one in it.
EntityIds label_speaker(const Reading& r, TokenRange label, int& head) {
    for (int t = label.end - 1; t >= label.begin; --t) {
        const int m = mention_at(r, t);
        if (m < 0) continue;
        const Mention& mention = r.mentions.mentions[m];
        if (mention.entities.size() != 1) continue;
        const EntityType type = r.mentions.entities[mention.entities[0]].type;
        if (type != EntityType::person && type != EntityType::people) continue;
        head = mention.head;
        return mention.entities;
    }
    return {};
}

/// Editors' marks that end a speech: "<…>", "* * *", "See also".
bool ends_speech(const Reading& r, TokenRange paragraph) {
    const std::string_view words = r.text.slice(r.text.span(paragraph));
    return words.starts_with('<') || words.starts_with('*') || words.starts_with("See also") || words.starts_with("[…]") ||
           words.starts_with("[...]") || words.starts_with("…");
}

}  // namespace

void read_transcript(Reading& r) {
    const int sentences = static_cast<int>(r.text.sentences.size());
    EntityIds speaker;
    int speaker_head = -1;
    std::vector<EntityIds> speakers;
    for (int s = 0; s < sentences;) {
        const int paragraph = r.text.sentences[s].paragraph;
        TokenRange tokens = r.sentence(s);
        int next = s + 1;
        for (; next < sentences && r.text.sentences[next].paragraph == paragraph; ++next) tokens.end = r.sentence(next).end;
        if (const int colon = label_end(r, tokens); colon >= 0) {
            int head = -1;
            const EntityIds named = label_speaker(r, {tokens.begin, colon}, head);
            if (!named.empty()) {
                speaker = named, speaker_head = head;
                if (std::find(speakers.begin(), speakers.end(), speaker) == speakers.end()) speakers.push_back(speaker);
                tokens.begin = colon + 1;
            } else if (!speaker.empty()) {
                speaker.clear();
            }
        } else if (ends_speech(r, tokens)) {
            speaker.clear();
        }
        if (!speaker.empty() && !tokens.empty()) {
            Draft draft;
            draft.row.form = Form::direct;
            draft.row.speakers = speaker;
            draft.row.rule = "transcript";
            draft.content = {tokens};
            draft.sentence = r.text.sentence_of(tokens.begin);
            draft.source_head = speaker_head;
            describe(r, draft, -1);
            draft.row.evidence = draft.row.content;
            for (int t = tokens.begin; t < tokens.end; ++t) r.direct_of[t] = static_cast<int>(r.drafts.size());
            r.drafts.push_back(std::move(draft));
        }
        s = next;
    }
    if (speakers.size() == 2)  // a talk of two: each speaks to the other
        for (Draft& draft : r.drafts) draft.row.to = draft.row.speakers == speakers[0] ? speakers[1] : speakers[0];
}

}  // namespace dragoman::findings
