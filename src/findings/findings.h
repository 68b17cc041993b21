// Mentions → Findings: who said what, who did what to whom, how much, who promised what, who
// belongs to what. Spans are bytes of Text::body; entities are indexes of Mentions::entities;
// statements are referred to by index. Every finding has evidence and names the rule that made it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotation/annotation.h"
#include "knowledge/knowledge.h"
#include "mentions/mentions.h"
#include "span.h"
#include "text/text.h"

namespace dragoman::findings {

enum class Form : std::uint8_t { direct, indirect, mixed };

struct Statement {
    EntityIds speakers, by, through, to;
    Form form = Form::indirect;
    std::vector<Span> content;  ///< at least one
    Span cue;                   ///< empty when there is none
    int cue_token = -1;
    Span source_words;  ///< empty when there are none
    std::string channel;
    std::string time;            ///< when it was said
    int parent = -1;             ///< statement whose content holds this one
    std::vector<Span> evidence;  ///< cue clause and content
    std::string rule;
};

struct Stance {
    EntityIds holder;
    EntityId target = -1;  ///< or
    Span target_words;
    bool against = false;
    int statement = -1;
    Span evidence;
    std::string rule;
};

enum class EventStatus : std::uint8_t { occurred, ongoing, planned, intended, urged, denied, hypothetical };

struct Event {
    std::string type, mode, cameo;
    std::vector<std::string> contexts;
    EventStatus status = EventStatus::occurred;
    EntityIds actors, recipients;
    int trigger = -1;  ///< token of the predicate
    std::string time, time_precision;
    EntityId place = -1;
    Span place_words;  ///< empty when not said
    int statement = -1;
    std::optional<int> killed, injured;
    double confidence = 0.5;
    Span evidence;  ///< within one sentence
    std::string rule;
};

struct Figure {
    int amount = -1;  ///< index in Mentions::amounts
    Span span;        ///< the amount's words: the row's evidence
    std::optional<double> value, max;
    std::string comparator = "=";
    std::string unit, dimension;
    std::vector<Span> of;
    std::string role = "other";
    std::string direction;  ///< up, down or empty
    std::string period;
    int base = -1;  ///< index of another figure
    EntityIds by;
    int statement = -1;
    std::string rule;
};

struct Commitment {
    EntityIds by, to;
    Span action;
    std::string kind, strength, due;
    int figure = -1;  ///< index of a figure
    int statement = -1;
    Span evidence;
    std::string rule;
};

struct Group {
    EntityId group = -1;
    EntityIds members;
    Span evidence;
    std::string rule;
};

}  // namespace dragoman::findings

namespace dragoman {

struct Findings {
    std::vector<findings::Statement> statements;
    std::vector<findings::Stance> stances;
    std::vector<findings::Event> events;
    std::vector<findings::Figure> figures;
    std::vector<findings::Commitment> commitments;
    std::vector<findings::Group> groups;
    std::vector<int> statement_of_token;  ///< innermost statement whose content covers the token, or -1
};

namespace findings {

class AttributionModel;  // attributions/attributions.h
class EventModel;        // events/acts.h
class FeatureModels;     // features/models.h
class FigureModel;       // figures/choice.h
class Tellings;          // tellings/tellings.h

/// Everything the finders read, and the findings made so far (statements come first).
struct Document {
    const Text& text;
    const Annotation& annotation;
    const Mentions& mentions;
    std::string_view published;
    const AttributionModel* attributions = nullptr;  ///< without it statements rest on rules alone
    const EventModel* acts = nullptr;                ///< without it events rest on frames alone
    const FeatureModels* commitments = nullptr;      ///< without them commitments rest on rules alone,
    const FeatureModels* stances = nullptr;          ///< and stances
    const FigureModel* figures = nullptr;            ///< without it figures rest on rules alone
    const Tellings* told = nullptr;                  ///< without them the weights of acts and so on decide alone
};

/// Entities of the phrase headed by `head` with its conjuncts; inside a statement's content first
/// persons are its speakers ("I", "we") or their states ("our countries").
EntityIds actors_of(const Document& document, const Findings& findings, int head);

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

/// Linear in the text; cannot fail.
Findings find(const Document& document, const Lexicon& lexicon);

// The finders, each in a file of its own, called by `find` in this order.
void find_statements(const Document&, const Lexicon&, Findings&);
void find_groups(const Document&, const Lexicon&, Findings&);
void find_figures(const Document&, const Lexicon&, Findings&);
void find_events(const Document&, const Lexicon&, Findings&);
void find_commitments(const Document&, const Lexicon&, Findings&);
void find_stances(const Document&, const Lexicon&, Findings&);

}  // namespace findings
}  // namespace dragoman
