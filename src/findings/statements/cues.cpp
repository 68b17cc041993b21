#include "findings/statements/cues.h"

#include <algorithm>

#include "findings/lexicon.h"

namespace dragoman::findings {
namespace {

Frame frame_of(std::string_view code) {
    if (code == "that" || code == "clause") return {Take::clause, {}};
    if (code == "to") return {Take::infinitive, {}};
    if (code == "someone-to") return {Take::someone_to, {}};
    if (code == "object") return {Take::object, {}};
    if (code == "object-name") return {Take::object_name, {}};
    if (code == "quote") return {Take::quote, {}};
    if (code == "labelled") return {Take::labelled, {}};
    if (code.starts_with("object-")) return {Take::object_phrase, code.substr(7)};
    if (code.ends_with("-ing")) return {Take::gerund, code.substr(0, code.size() - 4)};
    if (code.ends_with("-to")) return {Take::phrase_to, code.substr(0, code.size() - 3)};
    return {Take::phrase, code};
}

Cue cue_of(const Table& table, int row) {
    Cue cue;
    cue.words = table.at(row, "cue");
    cue.kind = table.at(row, "kind");
    cue.addressee = table.at(row, "to");
    // "point to": the bare preposition would read as an infinitive.
    const bool companion = table.at(row, "class") == "verb+word";
    for (std::string_view code : split(table.at(row, "content"), '|'))
        cue.frames.push_back(companion && code == "to" ? Frame{Take::phrase, code} : frame_of(code));
    return cue;
}

/// The words beside a verb that can make it another cue: particle, adverb, object noun, predicate.
bool is_companion(const Annotation& tree, int child, std::string_view word) {
    switch (tree.dep[child]) {
        case Dep::compound_prt:
        case Dep::advmod:
        case Dep::obj:
        case Dep::xcomp:
        case Dep::amod:
        case Dep::iobj:
            return tree.lemma(child) == word || tree.lower(child) == word;
        case Dep::obl:
        case Dep::advcl:
        case Dep::ccomp: {  // "point to the success"
            const int mark = tree.child(child, Dep::case_);
            return mark >= 0 && tree.lower(mark) == word;
        }
        default:
            return false;
    }
}

}  // namespace

bool Cue::takes(Take take) const {
    return std::any_of(frames.begin(), frames.end(), [&](const Frame& f) { return f.take == take; });
}

const Cue* StatementLexicon::cue_at(const Annotation& tree, int token) const {
    const auto in = [](const auto& map, std::string_view lemma) -> const Cue* {
        const auto at = map.find(lemma);
        return at == map.end() ? nullptr : &at->second;
    };
    const std::string_view lemma = tree.lemma(token);
    if (tree.is_verb(token)) {
        if (const auto list = companions.find(lemma); list != companions.end())
            for (const Cue& cue : list->second) {
                // An adjacent particle counts whatever the tree makes of it.
                if (token + 1 < tree.size() && tree.lower(token + 1) == cue.companion) return &cue;
                for (int c = tree.first_child[token]; c >= 0; c = tree.next_sibling[c])
                    if (is_companion(tree, c, cue.companion)) return &cue;
            }
        return in(verbs, lemma);
    }
    if (tree.tag[token] == Tag::NN || tree.tag[token] == Tag::NNS) return in(nouns, lemma);
    if (tree.tag[token] == Tag::JJ) return in(adjectives, lemma);
    return nullptr;
}

ChannelSort StatementLexicon::channel_at(const Annotation& tree, int token) const {
    if (!tree.is_noun(token)) return ChannelSort::none;
    auto at = channels.find(tree.lemma(token));
    if (at == channels.end()) at = channels.find(tree.lower(token));
    if (at == channels.end()) return ChannelSort::none;
    const auto& modifiers = at->second.modifiers;
    if (modifiers.empty()) return at->second.sort;
    if (token == 0) return ChannelSort::none;
    const std::string_view before = tree.lower(token - 1);
    return std::find(modifiers.begin(), modifiers.end(), before) == modifiers.end() ? ChannelSort::none
                                                                                    : at->second.sort;
}

std::shared_ptr<const StatementLexicon> build_statements(const Knowledge& knowledge) {
    auto lexicon = std::make_shared<StatementLexicon>();
    const Table& cues = knowledge.table("cues");
    for (int row = 0; row < cues.rows(); ++row) {
        Cue cue = cue_of(cues, row);
        const std::string_view sort = cues.at(row, "class");
        if (sort == "verb") {
            // Lemmas of unknown participles come cut too short: "prais", "encourag".
            if (cue.words.ends_with('e')) lexicon->verbs.emplace(cue.words.substr(0, cue.words.size() - 1), cue);
            lexicon->verbs.insert_or_assign(cue.words, std::move(cue));
        } else if (sort == "noun")
            lexicon->nouns.emplace(cue.words, std::move(cue));
        else if (sort == "adjective")
            lexicon->adjectives.emplace(cue.words, std::move(cue));
        else if (sort == "verb+word") {
            const auto words = split(cue.words, ' ');
            if (words.size() != 2) continue;
            cue.companion = words[1];
            lexicon->companions[words[0]].push_back(std::move(cue));
        }
    }
    const Table& channels = knowledge.table("channels");
    for (int row = 0; row < channels.rows(); ++row) {
        const std::string_view sort = channels.at(row, "sort");
        lexicon->channels[channels.at(row, "channel")] = {sort == "document"   ? ChannelSort::document
                                                          : sort == "occasion" ? ChannelSort::occasion
                                                                               : ChannelSort::medium,
                                                          split(channels.at(row, "modifiers"), '|')};
    }
    return lexicon;
}

}  // namespace dragoman::findings
