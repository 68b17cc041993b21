// Transcripts: "Name: words" or "((Name)) words" at the head of a paragraph, and the paragraphs that go on with it.
// Every paragraph of a speaker is one direct statement without a cue.
#include <algorithm>

#include "findings/statements/borders.h"
#include "findings/statements/parts.h"

namespace dragoman::findings {
namespace {

constexpr std::size_t max_named = 16;  // speakers whose initials may stand for them
constexpr int max_label = 24;          // tokens of a speaker's name with offices

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
        const bool joint = lower == "of" || lower == "the" || lower == "and" || lower == "for" || word == "," ||
                           word == "’s" || word == "'s" || word == "-" || word == "." || lower == "al" ||
                           lower == "bin" || lower == "de" || lower == "von";
        if (!upper && !joint) return -1;
        named = named || upper;
    }
    return -1;
}

/// The person whom a label names: the last one in it, who must end it but for a bracket.
EntityIds label_speaker(const Reading& r, TokenRange label, int& head) {
    for (int t = label.end - 1; t >= label.begin; --t) {
        const int m = mention_at(r, t);
        if (m < 0) continue;
        const Mention& mention = r.mentions.mentions[m];
        if (mention.entities.size() != 1) continue;
        const EntityType type = r.mentions.entities[mention.entities[0]].type;
        const bool paper = type == EntityType::organization && mention.tokens.begin <= label.begin + 1 &&
                           r.mentions.entities[mention.entities[0]].sector == "JRN";
        if (type != EntityType::person && type != EntityType::people && !paper) continue;
        if (mention.tokens.end < label.end && r.text.word(mention.tokens.end) != "(" &&
            !(mention.tokens.begin == label.begin && r.text.word(mention.tokens.end) == ","))
            return {};
        head = mention.head;
        return mention.entities;
    }
    return {};
}

/// "((Harbour News)) …": the last bracket of a label in two pairs of them; -1 if there is none.
int bracketed_label_end(const Reading& r, TokenRange paragraph) {
    const auto word = [&](int t) { return t < paragraph.end ? r.text.word(t) : std::string_view(); };
    if (word(paragraph.begin) != "(" || word(paragraph.begin + 1) != "(") return -1;
    for (int t = paragraph.begin + 2; t + 2 < std::min(paragraph.end, paragraph.begin + max_label); ++t)
        if (word(t) == ")") return word(t + 1) == ")" ? t + 1 : -1;
    return -1;
}

/// Who asks in such a label: a person or a body.
EntityIds bracketed_speaker(const Reading& r, TokenRange label, int& head) {
    const int m = label.size() > 3 ? mention_at(r, label.begin + 2) : -1;
    if (m < 0 || !can_act(r, r.mentions.mentions[m].entities)) return {};
    head = r.mentions.mentions[m].head;
    return r.mentions.mentions[m].entities;
}

/// "AR:" after "Ana Ruiz:": whose initials a label is.
bool initials_of(std::string_view label, std::string_view name) {
    std::string initials;
    for (std::size_t i = 0; i < name.size(); ++i)
        if (i == 0 || name[i - 1] == ' ' || name[i - 1] == '-') initials += name[i];
    return label.size() > 1 && label == initials;
}

/// Editors' marks that end a speech: "<…>", "* * *", "See also".
bool ends_speech(const Reading& r, TokenRange paragraph) {
    const std::string_view words = r.text.slice(r.text.span(paragraph));
    return words.starts_with('<') || words.starts_with('*') || words.starts_with("See also") ||
           words.starts_with("[…]") || words.starts_with("[...]") || words.starts_with("…");
}

/// "(Laughter.)", "[Applause]": what happens in the room.
bool is_stage_direction(const Reading& r, TokenRange paragraph) {
    const std::string_view first = r.text.word(paragraph.begin), last = r.text.word(paragraph.end - 1);
    if (paragraph.size() > 16) return false;
    return (first == "(" && last == ")") || (first == "[" && last == "]");
}

struct Paragraph {
    TokenRange tokens;
    int colon = -1;  ///< end of a speaker's label
    EntityIds speaker;
    int head = -1;
    bool bracketed = false;  ///< its label stands in brackets: who asks, in this paragraph alone
};

/// "((HN))" after "((Harbournews))": letters of the name in their order, the first one its first.
bool letters_of(std::string_view label, std::string_view name) {
    if (label.size() < 2 || label.size() > 4 || name.empty() || label[0] != name[0]) return false;
    std::size_t at = 0;
    for (const char letter : label) {
        const char small = static_cast<char>(letter | 0x20);
        while (at < name.size() && static_cast<char>(name[at] | 0x20) != small) ++at;
        if (at++ >= name.size()) return false;
    }
    return true;
}

/// Labels in brackets that only shorten the first one's name are of the same asker.
void settle_askers(const Reading& r, std::vector<Paragraph>& all) {
    const Paragraph* first = nullptr;
    for (Paragraph& p : all) {
        if (!p.bracketed) continue;
        if (!first) first = p.speaker.size() == 1 ? &p : nullptr;
        const bool one_word = p.colon == p.tokens.begin + 4;
        if (first && first != &p && one_word &&
            letters_of(r.text.word(p.tokens.begin + 2), r.mentions.entities[first->speaker[0]].name))
            p.speaker = first->speaker, p.head = first->head;
    }
}

std::vector<Paragraph> paragraphs_of(const Reading& r) {
    std::vector<Paragraph> all, named;
    const int sentences = static_cast<int>(r.text.sentences.size());
    for (int s = 0; s < sentences;) {
        Paragraph p{r.sentence(s), -1, {}, -1};
        const int index = r.text.sentences[s].paragraph;
        for (++s; s < sentences && r.text.sentences[s].paragraph == index; ++s) p.tokens.end = r.sentence(s).end;
        p.colon = label_end(r, p.tokens);
        if (p.colon >= 0) p.speaker = label_speaker(r, {p.tokens.begin, p.colon}, p.head);
        if (const int bracket = bracketed_label_end(r, p.tokens); bracket >= 0) {
            p.colon = bracket, p.bracketed = true;
            p.speaker = bracketed_speaker(r, {p.tokens.begin, bracket + 1}, p.head);
        }
        const bool bracketed = p.colon == p.tokens.begin + 4 && r.text.word(p.colon) == ")";
        if (p.colon == p.tokens.begin + 1 || bracketed)
            for (const Paragraph& before : named)
                if (initials_of(r.text.word(p.tokens.begin + (bracketed ? 2 : 0)),
                                r.mentions.entities[before.speaker[0]].name))
                    p.speaker = before.speaker, p.head = before.head;
        if (p.speaker.size() == 1 && named.size() < max_named &&
            std::none_of(named.begin(), named.end(), [&](const Paragraph& n) { return n.speaker == p.speaker; }))
            named.push_back(p);
        all.push_back(std::move(p));
    }
    settle_askers(r, all);
    return all;
}

/// "Ana Ruiz: 1,769.": what a table counts for each of those named.
bool is_count(const Reading& r, const Paragraph& p) {
    for (int t = p.colon + 1; t < p.tokens.end; ++t)
        if (r.tree.tag[t] != Tag::CD && !is_mark(r.tree, t) && r.text.word(t) != "%" && r.tree.lower(t) != "percent")
            return false;
    return true;
}

/// Half of those who are named have but counts: results, no talk.
bool is_table(const Reading& r, const std::vector<Paragraph>& all) {
    const auto counts =
        std::count_if(all.begin(), all.end(), [&](const Paragraph& p) { return !p.speaker.empty() && is_count(r, p); });
    const auto named = std::count_if(all.begin(), all.end(), [](const Paragraph& p) { return !p.speaker.empty(); });
    return 2 * counts >= named;
}

/// Half of those who are named are told of by name in the paragraph behind: heads of sections, no talk.
bool is_portraits(const Reading& r, const std::vector<Paragraph>& all) {
    int told = 0, named = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].speaker.empty()) continue;
        ++named;
        if (i + 1 == all.size() || all[i + 1].colon >= 0) continue;
        const TokenRange next = all[i + 1].tokens;
        for (int t = next.begin; t < std::min(next.end, next.begin + 8); ++t)
            if (const int m = r.mention_over[t]; m >= 0 && r.quote_of[t] < 0 &&
                                                 r.mentions.mentions[m].kind == MentionKind::name &&
                                                 r.mentions.mentions[m].entities == all[i].speaker) {
                ++told;
                break;
            }
    }
    return 2 * told >= named && named > 1;
}

}  // namespace

void read_transcript(Reading& r) {
    const std::vector<Paragraph> paragraphs = paragraphs_of(r);
    if (is_table(r, paragraphs) || is_portraits(r, paragraphs)) return;
    const auto labels =
        std::count_if(paragraphs.begin(), paragraphs.end(), [](const Paragraph& p) { return !p.speaker.empty(); });
    // One label at the very top is a headline's colon rather than a speech; below it, what follows is one.
    const bool speech =
        labels == 1 && paragraphs.size() > 2 && paragraphs.front().speaker.empty() && paragraphs.back().speaker.empty();
    if (labels < 2 && !speech) return;
    EntityIds speaker;
    int head = -1;
    std::vector<EntityIds> speakers;
    for (const Paragraph& p : paragraphs) {
        TokenRange tokens = p.tokens;
        if (p.colon >= 0) {
            speaker = p.speaker, head = p.head;
            if (!speaker.empty() && std::find(speakers.begin(), speakers.end(), speaker) == speakers.end())
                speakers.push_back(speaker);
            tokens.begin = p.colon + 1;
        } else if (ends_speech(r, tokens)) {
            speaker.clear();
        }
        if (speaker.empty() || tokens.empty() || is_stage_direction(r, tokens)) continue;
        Draft draft;
        draft.row.form = Form::direct;
        draft.row.speakers = speaker;
        draft.row.rule = "transcript";
        draft.content = {tokens};
        draft.sentence = r.text.sentence_of(tokens.begin);
        draft.source_head = head;
        describe(r, draft, -1);
        draft.row.evidence = draft.row.content;
        for (int t = tokens.begin; t < tokens.end; ++t) r.direct_of[t] = static_cast<int>(r.drafts.size());
        r.drafts.push_back(std::move(draft));
        if (p.bracketed) speaker.clear();
    }
    if (speakers.size() == 2)  // a talk of two: each speaks to the other
        for (Draft& draft : r.drafts) draft.row.to = draft.row.speakers == speakers[0] ? speakers[1] : speakers[0];
}

}  // namespace dragoman::findings
