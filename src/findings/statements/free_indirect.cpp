// Sentences in free indirect speech, between a speaker's attributed ones or after them.
#include <algorithm>

#include "findings/statements/parts.h"

namespace dragoman::findings {
namespace {

bool in(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Modals in which a reporter goes on with what a speaker wants or foresees.
bool goes_on(const Reading& r, TokenRange sentence) {
    for (int t = sentence.begin; t < sentence.end; ++t) {
        if (r.quote_of[t] >= 0 || (t == sentence.begin && r.tree.tag[t] == Tag::MD)) return false;
        if (r.tree.tag[t] == Tag::MD && t + 1 < sentence.end &&
            (r.tree.lower(t + 1) == "n't" || r.tree.lower(t + 1) == "n’t"))
            return false;
        if (in(r.tree.lower(t), {"this", "that", "it", "these"}) && t < sentence.begin + 2) return false;
        if (r.tree.tag[t] == Tag::MD) return in(r.tree.lower(t), {"should", "must", "would", "ought"});
        if (r.finite({t, t + 1})) return false;
    }
    return false;
}

/// "Wages will rise next year.", "Russia is ready to …": a sentence that looks ahead or back from the moment of
/// speaking, amid what somebody said in a story that tells in the past. A plain present may be the reporter's own
/// background.
bool told_in_present(const Reading& r, TokenRange sentence) {
    if (sentence.size() < 6 || r.tree.lower(sentence.end - 1) == ":") return false;
    for (int t = sentence.begin; t + 1 < sentence.end; ++t) {
        const Tag tag = r.tree.tag[t];
        const std::string_view lemma = r.tree.lemma(t);
        if (r.quote_of[t] >= 0 || tag == Tag::VBD) return false;
        if (t == sentence.begin && (tag == Tag::MD || in(r.tree.lower(t), {"he", "she"}))) return false;
        if (tag == Tag::MD) return in(r.tree.lower(t), {"will", "would", "should", "must"});
        if (tag != Tag::VBZ && tag != Tag::VBP) continue;
        return in(lemma, {"need", "intend", "plan", "hope"}) || (lemma == "have" && r.tree.dep[t] == Dep::aux) ||
               (lemma == "be" && in(r.tree.lower(t + 1), {"ready", "willing", "prepared", "necessary"}));
    }
    return false;
}

/// In a government's readout what stands in the present between two sentences of one speaker is his: nothing else of it
/// is told so. "The message reads:" and talks of the talks are the reporter's.
bool told_in_readout(const Reading& r, TokenRange sentence) {
    if (!r.mentions.of_government || sentence.size() < 6 || r.tree.tag[sentence.end - 1] != Tag::PERIOD) return false;
    bool present = false;
    for (int t = sentence.begin; t < sentence.end; ++t) {
        const Tag tag = r.tree.tag[t];
        const std::string_view lemma = r.tree.lemma(t);
        if (r.quote_of[t] >= 0 || tag == Tag::VBD || (r.finite({t, t + 1}) && r.lexicon.cue_at(r.tree, t)))
            return false;
        if (r.lexicon.channel_at(r.tree, t) != ChannelSort::none ||
            in(lemma, {"discussion", "meeting", "talks", "topic"}))
            return false;
        present =
            present || tag == Tag::VBZ || tag == Tag::VBP || (tag == Tag::MD && in(lemma, {"can", "will", "must"}));
    }
    return present;
}

/// The reporters' own papers and agencies go on in their own words.
bool is_paper(const Reading& r, const EntityIds& speakers) {
    return std::any_of(speakers.begin(), speakers.end(),
                       [&](EntityId id) { return r.mentions.entities[id].sector == "JRN"; });
}

/// "It has also made …": what was said goes on with "also" under a pronoun for its subject.
bool adds(const Reading& r, TokenRange sentence) {
    if (sentence.size() < 6 || r.tree.lower(sentence.begin) != "it") return false;
    for (int t = sentence.begin + 1; t < sentence.begin + 4; ++t)
        if (r.tree.lower(t) == "also") return true;
    return false;
}

/// "Ms Ruiz would raise the levy.", "The firm would not say why.": the reporter's own words, of somebody else by name
/// or of who would not speak.
bool is_narrated(const Reading& r, TokenRange sentence, const EntityIds& teller) {
    const Annotation& tree = r.tree;
    for (int t = sentence.begin; t < sentence.end; ++t) {
        if (!tree.is_verb(t) || (tree.head[t] >= 0 && sentence.contains(tree.head[t]))) continue;
        const Cue* cue = r.lexicon.cue_at(tree, t);
        if (cue && cue->kind == "say" && r.negated(t)) return true;
        const int m = mention_at(r, tree.child(t, Dep::nsubj));
        if (m < 0 || r.mentions.mentions[m].kind != MentionKind::name) return false;
        const EntityIds& ids = r.mentions.mentions[m].entities;
        return !ids.empty() && ids != teller && r.mentions.entities[ids.front()].type == EntityType::person;
    }
    return false;
}

}  // namespace

void read_free_indirect(Reading& r) {
    const int sentences = static_cast<int>(r.text.sentences.size());
    std::vector<int> last_of(static_cast<std::size_t>(sentences), -1);  // sentence → its largest statement
    for (int d = 0; d < static_cast<int>(r.drafts.size()); ++d)
        for (TokenRange piece : r.drafts[d].content)
            for (int s = r.text.sentence_of(piece.begin); s <= r.text.sentence_of(piece.end - 1); ++s)
                if (last_of[s] < 0 || r.drafts[last_of[s]].content[0].size() < r.drafts[d].content[0].size())
                    last_of[s] = d;
    for (int s = 1; s < sentences; ++s) {
        const int before = last_of[s - 1];
        if (last_of[s] >= 0 || before < 0 || r.drafts[before].row.form == Form::direct) continue;
        const Draft& model = r.drafts[before];
        if (model.row.speakers.empty() || is_narrated(r, r.sentence(s), model.row.speakers)) continue;
        const bool same_paragraph = r.text.sentences[s].paragraph == r.text.sentences[s - 1].paragraph;
        int after = s + 1 < sentences ? last_of[s + 1] : -1;
        if (after < 0 && r.mentions.of_government && s + 2 < sentences) after = last_of[s + 2];
        const bool between = after >= 0 && r.drafts[after].row.speakers == model.row.speakers;
        if (!(same_paragraph && (goes_on(r, r.sentence(s)) || adds(r, r.sentence(s)))) &&
            !(between && goes_on(r, r.sentence(s))) && !(between && told_in_readout(r, r.sentence(s))) &&
            !(between && told_in_present(r, r.sentence(s)) && !is_paper(r, model.row.speakers)))
            continue;
        Draft draft;
        draft.row.speakers = model.row.speakers;
        draft.row.channel = model.row.channel;
        draft.row.rule = "free-indirect";
        draft.content = {r.sentence(s)};
        if (holds_quote(r, r.sentence(s))) draft.row.form = Form::mixed;
        draft.sentence = s;
        describe(r, draft, -1);
        last_of[s] = static_cast<int>(r.drafts.size());
        r.drafts.push_back(std::move(draft));
    }
}

}  // namespace dragoman::findings
