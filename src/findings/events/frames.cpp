#include "findings/events/frames.h"

#include <algorithm>

#include "findings/events/clause.h"
#include "findings/lexicon.h"

namespace dragoman::findings {

namespace {

/// A dash stands for an empty field.
std::string_view field(const Table& table, int row, std::string_view column) {
    const std::string_view text = table.at(row, column);
    return text == "-" ? std::string_view() : text;
}

/// "object=a|b" keeps its name as first word: {"object=", "a", "b"}.
EventFrame::Words need_of(std::string_view text) {
    const auto equals = text.find('=');
    if (equals == std::string_view::npos) return split(text, '|');
    EventFrame::Words words{text.substr(0, equals + 1)};
    for (std::string_view word : split(text.substr(equals + 1), '|')) words.push_back(word);
    return words;
}

EventFrame read_frame(const Table& table, int row) {
    EventFrame frame;
    frame.word = table.at(row, "word");
    frame.type = table.at(row, "type");
    frame.mode = field(table, row, "mode");
    frame.cameo = field(table, row, "cameo");
    frame.actor = split(field(table, row, "actor"), '|');
    frame.recipient = split(field(table, row, "recipient"), '|');
    frame.contexts = split(field(table, row, "contexts"), '|');
    return frame;
}

EventFrame read_idiom(const Table& table, int row) {
    EventFrame frame;
    frame.word = table.at(row, "word");
    const bool noun = table.at(row, "class") == "noun";
    frame.actor = noun ? EventFrame::Words{"poss", "by", "support"} : EventFrame::Words{"subject"};
    frame.recipient = {noun ? "of" : "object"};
    return frame;
}

void read_rows(const Table& table, EventFrame (*read_row)(const Table&, int), EventLexicon::Index& index) {
    for (int row = 0; row < table.rows(); ++row) {
        EventFrame frame = read_row(table, row);
        frame.row = row;
        for (std::string_view need : split(field(table, row, "needs"), ' '))
            if (need == "only")
                frame.only_met = true;
            else if (need == "firm")
                frame.firm = true;
            else if (!need.empty())
                frame.needs.push_back(need_of(need));
        const std::string_view sort = table.at(row, "class");
        auto words = split(frame.word, ' ');
        // A verb leads its companions, a noun follows its modifiers ("state of emergency": leads).
        const bool leads = sort != "noun" || (words.size() == 3 && words[1] == "of");
        const std::string_view head = leads ? words.front() : words.back();
        words.erase(leads ? words.begin() : words.end() - 1);
        frame.companions = std::move(words);
        auto& of_class = sort == "verb" ? index.verbs : sort == "noun" ? index.nouns : index.adjectives;
        of_class[head].push_back(std::move(frame));
    }
    for (auto* of_class : {&index.verbs, &index.nouns, &index.adjectives})
        for (auto& [head, frames] : *of_class)
            std::stable_sort(frames.begin(), frames.end(),
                             [](const EventFrame& a, const EventFrame& b) { return a.strictness() > b.strictness(); });
}

void read_intents(const Table& table, EventLexicon& lexicon) {
    for (int row = 0; row < table.rows(); ++row) {
        const std::string_view sort = table.at(row, "class");
        auto& index = sort == "verb"        ? lexicon.intent_verbs
                      : sort == "noun"      ? lexicon.intent_nouns
                      : sort == "adjective" ? lexicon.intent_adjectives
                      : sort == "mark"      ? lexicon.intent_marks
                                            : lexicon.intent_modifiers;
        index[table.at(row, "word")] = {field(table, row, "status"), field(table, row, "strength")};
    }
}

template <class Index>
auto find_in(const Index& index, std::string_view word) -> const typename Index::mapped_type* {
    const auto found = index.find(word);
    return found == index.end() ? nullptr : &found->second;
}

}  // namespace

const EventLexicon::Frames* EventLexicon::Index::of(const Annotation& tree, int token) const {
    if (tree.is_verb(token)) {
        if (const Frames* frames = find_in(verbs, tree.lemma(token))) return frames;
        // Lemmas of rare verbs are guessed ("boycot", "prais"): the stems that the word's ending allows.
        const std::string_view word = tree.lower(token);
        for (std::string_view ending : {"ed", "d", "ing", "es", "s"})
            if (word.size() > ending.size() + 3 && word.substr(word.size() - ending.size()) == ending) {
                const std::string_view stem = word.substr(0, word.size() - ending.size());
                if (const Frames* frames = find_in(verbs, stem)) return frames;
                if (stem[stem.size() - 1] != stem[stem.size() - 2]) continue;
                if (const Frames* frames = find_in(verbs, stem.substr(0, stem.size() - 1))) return frames;
            }
        return tree.tag[token] == Tag::VBN ? find_in(adjectives, word) : nullptr;  // "they are determined to"
    }
    if (tree.is_noun(token)) return find_in(nouns, tree.is_proper(token) ? tree.lower(token) : tree.lemma(token));
    if (tree.tag[token] == Tag::JJ) return find_in(adjectives, tree.lemma(token));
    return nullptr;
}

const SupportVerb* EventLexicon::support(std::string_view verb, Carries noun) const {
    const auto found = supports.find(verb);
    if (found == supports.end()) return nullptr;
    for (const SupportVerb& support : found->second)
        if (support.noun == noun) return &support;
    return nullptr;
}

const Intent* EventLexicon::intent(const Annotation& tree, int token) const {
    const std::string_view lemma = tree.lemma(token);
    // "we are prepared to": ready, whatever the tagger says
    if (tree.tag[token] == Tag::VBN && tree.child(token, Dep::aux_pass) >= 0)
        if (const Intent* intent = find_in(intent_adjectives, tree.lower(token))) return intent;
    // "ruled out" denies, "ruled that" does not.
    if (lemma == "rule" && !(token + 1 < tree.size() && tree.lower(token + 1) == "out")) return nullptr;
    if (tree.is_verb(token))
        if (const Intent* intent = find_in(intent_verbs, lemma)) return intent;
    if (tree.is_noun(token)) return find_in(intent_nouns, lemma);
    return find_in(intent_adjectives, tree.lower(token));
}

bool EventLexicon::is(Sort sort, std::string_view lemma) const {
    const auto found = sorts.find(lemma);
    return found != sorts.end() && std::find(found->second.begin(), found->second.end(), sort) != found->second.end();
}

int EventLexicon::counted(const Annotation& tree, int noun) const {
    for (int step = 0; step < 3 && is(Sort::series, tree.lemma(noun)); ++step) {
        const int what = phrase_with(tree, noun, "of");
        if (what < 0) break;
        noun = what;
    }
    return noun;
}

std::shared_ptr<const EventLexicon> build_events(const Knowledge& knowledge) {
    auto lexicon = std::make_shared<EventLexicon>();
    read_rows(knowledge.table("frames"), read_frame, lexicon->frames);
    read_rows(knowledge.table("idioms"), read_idiom, lexicon->idioms);
    read_intents(knowledge.table("intents"), *lexicon);
    lexicon->cameo = CameoLexicon::build(knowledge);
    const Table& supports = knowledge.table("support_verbs");
    for (int row = 0; row < supports.rows(); ++row) {
        const std::string_view noun = supports.at(row, "noun");
        const Carries carries = noun == "object"    ? Carries::object
                                : noun == "subject" ? Carries::subject
                                                    : Carries::phrase;
        lexicon->supports[supports.at(row, "verb")].push_back(
            {carries, field(supports, row, "subject"), field(supports, row, "status")});
    }
    const Table& modes = knowledge.table("event_modes");
    for (int row = 0; row < modes.rows(); ++row)
        lexicon->modes[modes.at(row, "word")].push_back({modes.at(row, "type"), modes.at(row, "mode")});
    const Table& contexts = knowledge.table("contexts");
    for (int row = 0; row < contexts.rows(); ++row)
        lexicon->contexts[contexts.at(row, "word")].push_back(contexts.at(row, "context"));
    const Table& acts = knowledge.table("act_words");
    for (int row = 0; row < acts.rows(); ++row) {
        const std::string_view sort = acts.at(row, "class");
        using Sort = EventLexicon::Sort;
        lexicon->sorts[acts.at(row, "word")].push_back(sort == "armed"        ? Sort::armed
                                                       : sort == "deed"       ? Sort::deed
                                                       : sort == "protester"  ? Sort::protester
                                                       : sort == "pledge"     ? Sort::pledge
                                                       : sort == "series"     ? Sort::series
                                                       : sort == "decision"   ? Sort::decision
                                                       : sort == "proposal"   ? Sort::proposal
                                                       : sort == "order"      ? Sort::order
                                                       : sort == "misfortune" ? Sort::misfortune
                                                       : sort == "prison"     ? Sort::prison
                                                                              : Sort::responsibility);
    }
    return lexicon;
}

}  // namespace dragoman::findings
