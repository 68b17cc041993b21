// How well an earlier phrase fits a pronoun: features of the two and their weights, summed in integers
// (knowledge/antecedents.tsv, trained by tools/train/coreference). What scores best is meant, unless "nothing" does.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/knowledge.h"
#include "mentions/entities/clauses.h"
#include "mentions/mentions.h"

namespace dragoman::mentions {

enum class PronounClass : std::uint8_t { he, it, they };
enum class PronounRole : std::uint8_t { subject, owner, other, reflexive };

/// What a subject's verb says of it: with an object or a clause ("they adopted a plan", "it said that") it acts.
enum class Acting : std::uint8_t { no, on_something, with_clause };

/// A pronoun of the third person.
struct Anaphor {
    PronounClass sort = PronounClass::he;
    PronounRole role = PronounRole::other;
    int token = -1, sentence = -1, paragraph = -1, clause = -1, quote = -1;
    char gender = 0;
    Acting acting = Acting::no;
    bool opens = false;  ///< first word of its sentence
    bool empty = false;  ///< "it is clear that": the word may mean nothing
};

/// What kind of thing an earlier phrase means.
enum class Meant : std::uint8_t {
    person,
    people,
    country,
    organization,
    place,
    named,   ///< something else with a name
    thing,   ///< something without a name
    things,  ///< in the plural
    pair,    ///< persons or states joined by "and", or meant by "the two"
    pile,    ///< things joined so
    unknown  ///< an earlier pronoun that nothing named is meant by
};

/// What tells whether the gender fits.
enum class GenderFit : std::uint8_t { open, sure, said, said_otherwise, likely, unlikely };

/// Does a phrase stand in a row: "Xi and Putin"?
enum class Part : std::uint8_t { alone, first, later };

/// An earlier phrase that agrees with the pronoun.
struct Antecedent {
    int phrase = -1;  ///< index, for who asks
    int token = -1, sentence = -1, paragraph = -1, clause = -1, quote = -1;
    Role role = Role::other;
    MentionKind kind = MentionKind::nominal;
    Meant meant = Meant::thing;
    GenderFit gender = GenderFit::open;
    int told = 1;  ///< how often it was told of
    int rank = 0;  ///< how many others that agree stand nearer
    int depth = 0;
    Part part = Part::alone;
    bool leading = false;  ///< told of most often
    bool definite = false, indefinite = false, modifier = false;
    bool echo = false;      ///< last meant by a pronoun of the same gender or number
    bool relative = false;  ///< the pronoun's clause tells of the phrase: "Putin, who said he"
    bool ahead = false;     ///< it stands behind the pronoun: "When he arrived, Putin"
    Lie lie = Lie::other;   ///< of its clause, where the sentence is the same
};

/// Features that hold, by number.
using Features = std::vector<int>;
void features_of(const Anaphor& pronoun, const Antecedent& phrase, Features& out);
/// Those of the pronoun's meaning nothing that was told of before.
void features_of_none(const Anaphor& pronoun, Features& out);
/// "roles.subject<object": names of the features by number.
const std::vector<std::string>& feature_names();

class AntecedentWeights {
public:
    explicit AntecedentWeights(const Knowledge& knowledge);
    int score(PronounClass pronoun, const Features& features) const {
        const auto& weights = weights_[static_cast<std::size_t>(pronoun)];
        int sum = 0;
        for (int f : features) sum += weights[static_cast<std::size_t>(f)];
        return sum;
    }

private:
    std::array<std::vector<int>, 3> weights_;
};

}  // namespace dragoman::mentions
