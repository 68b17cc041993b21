// Promises and deeds of stories, in terms by which they can be compared.
#pragma once

#include <memory>
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

    /// What a meeting's action is by its words: that somebody goes somewhere, that sides meet, or neither ("discuss
    /// it").
    enum class Encounter { none, meeting, visit };
    /// `plain`: only where it begins with the verb of one ("meet", "hold talks"), not "discuss it at the next meeting".
    Encounter encounter(std::string_view action, bool plain) const;

    /// Does the sentence that these words begin say that what follows was called off?
    bool calls_off(std::string_view words) const;

    /// Does an action mean more than one time: "meet four times", "two visits", "regular talks"?
    bool is_often(std::string_view action) const;

    /// An act told as done or as not done in a sentence.
    struct Told {
        std::string act;
        bool done = true;
    };
    std::vector<Told> told(std::string_view sentence) const;

private:
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

/// Makes the temporary table `ledger_keys(story_id, id, key, country)` that both need: of each entity the key by which
/// it is known in all stories, null where its name tells nobody.
Status make_keys(duckdb_connection connection);

}  // namespace dragoman::store
