// Promises and deeds of stories, in terms by which they can be compared.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "annotation/lemma.h"
#include "knowledge/knowledge.h"
#include "store/joining/joining.h"
#include "store/ledger/rows.h"

namespace dragoman::store {

/// Words as the ledger compares them.
class DeedWords {
public:
    explicit DeedWords(const Knowledge& knowledge);

    /// What a passage is about: lemmas of its words but generic ones and verbs of acts, with the names among them.
    struct About {
        Strings things, named;
    };
    About about(std::string_view text) const;
    /// The group of the verb that a promise's action begins with, else that verb; empty when it begins with none.
    std::string act_of(std::string_view action) const;
    /// Is it undertaken not to do it: "not to close the port"?
    bool is_abstention(std::string_view action) const;
    /// Groups of verbs that tell the contrary of an act: "raise" of "cut".
    Strings contraries_of(std::string_view act) const;

    /// What a meeting's action is by its words: that somebody goes somewhere, that sides meet, or neither ("discuss
    /// it").
    enum class Encounter { none, meeting, visit };
    /// `plain`: only where it begins with the verb of one ("meet", "hold talks"), not "discuss it at the next meeting".
    Encounter encounter(std::string_view action, bool plain) const;

    /// Does the sentence that these words begin say that what follows was called off?
    bool calls_off(std::string_view words) const;

    /// Does an action mean more than one time: "meet four times", "two visits", "regular talks"?
    bool is_often(std::string_view action) const;

    /// An act told as done, not done or called off in a sentence.
    struct Told {
        std::string act;
        std::string_view says;
        std::string subject = {};  ///< the word before, in lower case, of what was done or not
    };
    std::vector<Told> told(std::string_view sentence) const;

    /// An act of which a sentence says that somebody will not do it, or never promised it, without a condition.
    struct Refused {
        std::string act;
        std::string_view says;    ///< "will not", "never promised"
        std::string subject;      ///< the word before, in lower case: "we", "it", "peru"
        bool supposed = false;    ///< with "would": in somebody's own words it may be supposed only
        std::string_view clause;  ///< what is refused, from its verb on
    };
    std::vector<Refused> refused(std::string_view sentence) const;
    /// What a sentence calls who acts: "we"; "it", "the government"; or a name.
    enum class Subject { named, speaker, pronoun };
    Subject subject_of(std::string_view word) const;

private:
    struct Word;
    static std::vector<Word> words_of(std::string_view text);
    std::optional<std::size_t> refusal_before(const std::vector<Word>& words, std::size_t verb) const;
    std::optional<std::size_t> pledge_denied(const std::vector<Word>& words, std::size_t pledge) const;
    std::optional<std::size_t> verb_after(const std::vector<Word>& words, std::size_t at) const;
    std::string base_of(const Word& word) const;
    bool is(std::string_view word, std::string_view sort) const;
    std::string_view group(const std::string& lemma) const;
    std::string lemma(std::string_view lower, Tag tag) const;
    std::string noun(std::string_view lower) const;

    std::unordered_map<std::string_view, std::vector<std::pair<std::string_view, std::string_view>>> words_;
    annotation::Lemmatiser lemmas_;
};

/// Of the stories in the temporary table `ledger_slice(story_id)`. `entry_id` is still empty.
Result<std::vector<LedgerPromise>> read_promises(duckdb_connection connection, const DeedWords& words);
Result<std::vector<LedgerDeed>> read_deeds(duckdb_connection connection, const DeedWords& words);

/// Promises as deeds, for earlier ones of the contrary: what is promised, or promised not to be done.
std::vector<LedgerDeed> deeds_of(const std::vector<LedgerPromise>& promises);

/// Makes the temporary table `ledger_keys(story_id, id, key, country, state)` that both need: of each entity the key by
/// which it is known in all stories, null where its name tells nobody; state: the country it governs.
Status make_keys(duckdb_connection connection);

}  // namespace dragoman::store
