// Annotation → Mentions: who and what is named, when, and how much.
//
// Every noun phrase that names or describes something has a Mention; coreference joins mentions
// into Entities. A plural phrase that stands for several known entities ("the pair", "the two
// sides", "both countries", "they") refers to each of them instead of being an entity itself.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotation/annotation.h"
#include "dragoman/engine.h"
#include "knowledge/knowledge.h"
#include "span.h"
#include "text/text.h"

namespace dragoman {

enum class EntityType : std::uint8_t { person, country, organization, people, place, other };
enum class MentionKind : std::uint8_t { name, nominal, pronoun };

using EntityId = int;  ///< index in Mentions::entities
using EntityIds = std::vector<EntityId>;

struct Mention {
    int head = -1;      ///< head token of the phrase
    TokenRange tokens;  ///< the phrase, titles and names included, clauses after it left out
    Span span;          ///< its bytes
    MentionKind kind = MentionKind::nominal;
    EntityIds entities;     ///< one; several for "the pair"; none when unresolved ("I", "we", "it")
    bool of_state = false;  ///< "Peruvians", who are one entity with Peru
    int chain = -1;         ///< the same for pronouns that mean one whom nothing names ("I … my"), else -1
};

struct EntityInfo {
    EntityType type = EntityType::other;
    std::string name;     ///< fullest form in the story; a country's usual English name
    std::string country;  ///< ISO 3166 alpha-3, "IGO", or empty
    std::string sector;   ///< PLOVER sector, or empty
    std::string office;   ///< "President of Russia" at the story's date, or empty
    std::string wikidata;
    std::string
        known_as;  ///< the knowledge's name for it, or what it is without what follows: what its id is made from
    std::optional<double> latitude, longitude;
    std::string place_precision;  ///< point, city, region, country or empty
    bool plural = false;          ///< several people or things ("six manufacturers")
    bool named = false;           ///< has a name mention
    EntityIds members;            ///< known from the knowledge, for "the two sides" and the like
    std::vector<int> mentions;    ///< indexes in Mentions::mentions, in text order
    std::string rule;             ///< which knowledge row or rule typed it
};

enum class TimeType : std::uint8_t { date, time, duration, set };

struct TimeExpression {
    Span span;
    TokenRange tokens;
    TimeType type = TimeType::date;
    std::string value;     ///< TIMEX3: "2021-12-15", "2021-W50", "2022-02", "PRESENT_REF", "P3D", "2021-01/2021-11"
    std::string mod;       ///< TIMEX3 mod or empty
    std::string from, to;  ///< days covered, ISO, or empty
    bool modifier_of_noun = false;  ///< "last year's summit", "the 2019 accord": not the clause's own time
    bool vague = false;             ///< "now", "recently": kept as a row but never a row's time
};

/// A number in the text with its unit, before it is known what it measures.
struct Amount {
    Span span;  ///< number and unit ("US$123 billion", "six manufacturers"), no modifiers
    TokenRange tokens;
    int head = -1;                   ///< the token that stands for the amount in the tree (unit noun, % or number)
    std::optional<double> value;     ///< plain units; none for "dozens"
    std::optional<double> max;       ///< upper end of a range
    std::string unit;                ///< ISO 4217, "percent", unit's usual name, counted noun as written, or empty
    std::string per;                 ///< "US$ 50 a barrel": barrel; empty where there is none or the unit has it
    std::string dimension;           ///< money, ratio, length, mass, volume, time, count, …; empty if unknown
    std::string comparator = "=";    ///< = > >= < <= ~
    std::optional<double> value_si;  ///< the value in SI units, of a physical unit
    std::string unit_si;
    bool counted = false;  ///< the unit is the counted noun itself
};

struct Mentions {
    std::vector<Mention> mentions;  ///< by head token
    std::vector<EntityInfo> entities;
    std::vector<TimeExpression> times;  ///< in text order, never overlapping
    std::vector<Amount> amounts;        ///< in text order, never overlapping
    std::vector<Amount> numerals;       ///< numbers that measure nothing: names, ranks, years; in text order
    std::vector<int> mention_of_head;   ///< token → mention headed by it, or -1
    std::vector<int> time_of_token;     ///< token → time covering it, or -1
    std::vector<int> amount_of_token;   ///< token → amount covering it, or -1
    Dateline dateline;                  ///< place empty when there is none (spans left zero)
    Span dateline_span;
    EntityIds sender;  ///< who the title says has sent or addressed a message: "President Ruiz congratulated …"
    bool of_government = false;  ///< the publisher is a government: its readouts go on with what was said without a cue

    /// Entities of the phrase headed by `head`, without its conjuncts; empty when unresolved.
    const EntityIds& of_head(int head) const {
        static const EntityIds none;
        int m = mention_of_head[head];
        return m < 0 ? none : mentions[m].entities;
    }
};

namespace mentions {

/// Indexes over the knowledge tables that this stage reads; immutable.
class Lexicon {
public:
    static Lexicon build(const Knowledge& knowledge);
    Lexicon(Lexicon&&) noexcept;
    Lexicon& operator=(Lexicon&&) noexcept;
    ~Lexicon();

    struct Indexes;
    const Indexes& indexes() const { return *indexes_; }

private:
    explicit Lexicon(std::unique_ptr<Indexes> indexes);
    std::unique_ptr<Indexes> indexes_;
};

/// Linear in the text; cannot fail. `published` is ISO 8601 or empty (then relative times stay open). `source` is who
/// published it, or empty: what a government publishes speaks of its own offices without naming the state. `title`
/// tells whom "the presidents" of a first sentence are, if the text names them later; nothing rests on its own words.
/// `document` decides how times are read.
Mentions find(const Text& text, const Annotation& annotation, std::string_view published, const Lexicon& lexicon,
              std::string_view source = {}, std::string_view title = {}, DocumentType document = DocumentType::news);

/// Entities of a phrase and of everything coordinated with it ("Xi and Putin"), in text order.
EntityIds with_conjuncts(const Annotation& annotation, const Mentions& mentions, int head);

}  // namespace mentions
}  // namespace dragoman
