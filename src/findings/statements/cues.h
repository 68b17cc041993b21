// The words that report speech and thought, from knowledge/cues.tsv and knowledge/channels.tsv.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "annotation/annotation.h"
#include "knowledge/knowledge.h"

namespace dragoman::findings {

/// One way in which a cue takes what is said.
enum class Take : std::uint8_t {
    clause,         ///< that: a finite clause
    infinitive,     ///< to: what the speaker will do
    someone_to,     ///< object and infinitive: what the addressee should do
    object,         ///< object
    object_name,    ///< object and what it is called
    object_phrase,  ///< object and a phrase with `preposition`
    phrase,         ///< phrase with `preposition`
    gerund,         ///< phrase with `preposition` and the speaker's own act
    phrase_to,      ///< addressee in a phrase with `preposition`, and infinitive
    quote,          ///< words in quotation marks only
    labelled,       ///< object, where the trained labels show one
};

struct Frame {
    Take take = Take::clause;
    std::string_view preposition;
};

struct Cue {
    std::string_view words;      ///< as in the table
    std::string_view companion;  ///< second word of a verb+word cue, else empty
    std::string_view kind;       ///< say, write, ask, order, promise, agree, think, judge, deny, express
    std::vector<Frame> frames;
    std::string_view addressee;  ///< "object", a preposition, or empty

    bool takes(Take take) const;
};

enum class ChannelSort : std::uint8_t { none, document, occasion, medium };

struct StatementLexicon {
    std::unordered_map<std::string_view, Cue> verbs, nouns, adjectives;
    std::unordered_map<std::string_view, std::vector<Cue>> companions;  ///< by the verb's lemma
    struct Channel {
        ChannelSort sort = ChannelSort::none;
        std::vector<std::string_view> modifiers;
    };
    std::unordered_map<std::string_view, Channel> channels;

    /// The cue that a token is, by its tag, lemma and (verbs) companion word; null if none.
    const Cue* cue_at(const Annotation& tree, int token) const;
    /// Sort of channel that a noun names; none if it names none.
    ChannelSort channel_at(const Annotation& tree, int token) const;
};

}  // namespace dragoman::findings
