// Figures: which amounts are facts, what each measures, in what part, when, and by whose word.
#include <algorithm>
#include <array>
#include <optional>

#include "findings/figures/choice.h"
#include "findings/lexicon.h"

namespace dragoman::findings {

std::shared_ptr<const FigureLexicon> build_figures(const Knowledge& knowledge) {
    constexpr std::array<std::string_view, 11> classes = {"up",     "down", "people", "aim",    "capacity", "speech",
                                                          "untold", "pair", "matter", "reckon", "motion"};
    auto built = std::make_shared<FigureLexicon>();
    const Table& table = knowledge.table("figure_words");
    for (int row = 0; row < table.rows(); ++row)
        for (std::size_t c = 0; c < classes.size(); ++c)
            if (table.at(row, "class") == classes[c]) built->words[table.at(row, "word")] |= 1u << c;
    return built;
}

namespace {

class FigureReader : FigureReading {
public:
    FigureReader(const Document& document, const FigureLexicon& lexicon, Findings& found)
        : FigureReading(document, lexicon, found),
          roles_(document, lexicon, found),
          measured_(document, lexicon, found),
          periods_(document, lexicon, found),
          found_(found) {}

    void read(int index) {
        const Amount& amount = document_.mentions.amounts[index];
        const Clause clause = clause_of(document_, lexicon_, amount);
        Figure figure;
        figure.amount = index;
        figure.span = amount.span;
        figure.value = amount.value;
        figure.max = amount.max;
        figure.comparator = amount.comparator;
        figure.unit = amount.unit;
        figure.dimension = amount.dimension;
        if (figure.unit.empty() && !name_unit(figure, amount, clause)) return;
        if (figure.unit == "others" && people_in(amount, clause) >= 0) figure.unit = "people";
        const bool left_out = leave_out(figure, amount, clause);
        const int last = static_cast<int>(found_.figures.size()) - 1;
        const bool more = amount.unit.empty() && another(amount, "age");
        const int same = left_out ? -1 : more ? last : said_otherwise(figure, amount);
        if (same >= 0) {
            take_over(figure, found_.figures[same]);
        } else {
            roles_.set_role(figure, amount, clause);
            const TokenRange measured = measured_.of(figure, amount, clause, fate_);
            const TokenRange of = worth_telling(measured, amount);
            if (!of.empty()) figure.of.push_back(text_.span(of));
            share_on(figure);
            figure.period = periods_.of(figure, amount, clause, measured);
        }
        attribute(figure, amount, clause);
        figure.rule =
            "figure:" + (amount.dimension.empty() ? std::string("bare") : amount.dimension) + "/" + figure.role;
        if (left_out) {
            left_out_.push_back(std::move(figure));
            return;
        }
        if (figure.dimension == "count")
            if (const int fate = people_in(amount, clause); fate >= 0 || amount.counted)
                fate_ = word(fate, people_word) ? fate : -1;
        found_.figures.push_back(std::move(figure));
        same_.push_back(same);
    }

    /// All that was read, also what the rules leave out, in text order.
    FigureReadings readings() && {
        FigureReadings all;
        std::vector<int> now(found_.figures.size());
        const auto left_before = [&](int amount) {
            const std::size_t at = all.figures.size() - all.kept;
            return at < left_out_.size() && left_out_[at].amount < amount;
        };
        const auto take_left = [&] { all.add(std::move(left_out_[all.figures.size() - all.kept]), -1, true); };
        for (std::size_t i = 0; i < found_.figures.size(); ++i) {
            while (left_before(found_.figures[i].amount)) take_left();
            now[i] = static_cast<int>(all.figures.size());
            all.add(std::move(found_.figures[i]), same_[i] < 0 ? -1 : now[static_cast<std::size_t>(same_[i])], false);
        }
        while (left_before(static_cast<int>(document_.mentions.amounts.size()))) take_left();
        return all;
    }

private:
    /// What is measured is neither whose word it is ("according to the bank") nor a verb that says nothing ("has"),
    /// for which what was counted just before stands.
    TokenRange worth_telling(TokenRange of, const Amount& amount) const {
        if (of.empty()) return of;
        of = measured_.trimmed(of, amount);
        const int statement = found_.statement_of_token[amount.tokens.begin];
        if (statement >= 0 && found_.statements[statement].source_words.overlaps(text_.span(of))) return {};
        if (const int other = within_amount(of); other >= 0) return measured_before(other);
        const bool says_nothing = of.size() == 1 && tree_.is_verb(of.begin) &&
                                  is_one_of(tree_.lemma(of.begin), "have", "be", "give", "make", "get", "say");
        if (!says_nothing || found_.figures.empty()) return of;
        const Figure& last = found_.figures.back();
        const bool same_sentence = last.span.begin >= text_.span(sentence(amount.tokens.begin)).begin;
        if (!same_sentence || last.of.empty() || last.dimension != "count") return of;
        return {text_.token_at(last.of[0].begin), text_.token_at(last.of[0].end - 1) + 1};
    }

    /// The amount other than a counted one of which a phrase is part, -1 for none.
    int within_amount(TokenRange of) const {
        const int other = document_.mentions.amount_of_token[of.begin];
        if (other < 0) return -1;
        const Amount& amount = document_.mentions.amounts[other];
        return !amount.counted && amount.tokens.contains(of.end - 1) ? other : -1;
    }

    /// "received 4.2 trillion rubles, up 30 percent": what the other amount was a figure of.
    TokenRange measured_before(int other) const {
        for (auto figure = found_.figures.rbegin(); figure != found_.figures.rend() && figure->amount >= other;
             ++figure)
            if (figure->amount == other && !figure->of.empty())
                return {text_.token_at(figure->of[0].begin), text_.token_at(figure->of[0].end - 1) + 1};
        int noun = document_.mentions.amounts[other].head;  // "four percent of a 925 million dollar loan"
        const TokenRange tokens = document_.mentions.amounts[other].tokens;
        for (int step = 0; step < 3 && noun >= 0 && tokens.contains(noun); ++step) noun = tree_.head[noun];
        if (noun >= tokens.end && noun - tokens.end < 4 && tree_.is_noun(noun)) return noun_phrase(tree_, noun, tokens);
        return {};
    }

    /// "50 miles (80 km)", "€20,000 (£17,500; US$22,900)": the figure that this one tells again in another unit, -1 for
    /// none.
    int said_otherwise(const Figure& figure, const Amount& amount) const {
        const int last = static_cast<int>(found_.figures.size()) - 1;
        if (last < 0) return -1;
        const Figure& before = found_.figures[last];
        const Amount& other = document_.mentions.amounts[before.amount];
        const bool alike = before.dimension == figure.dimension && figure.dimension != "count";
        if ((!alike && !(is_rate(amount) && is_rate(other))) || before.unit == figure.unit) return -1;
        int t = before_comparator(amount);
        const int close = other.tokens.end;
        if (t < close || t > close + 1) return -1;
        const bool bracket = is(t, "(") || is(t, "[");
        const bool next = is(t, "or") || (converted_ == last && (is(t, ";") || is(t, ",")));
        return (bracket && t == close) || (next && t == close) ? last : -1;
    }

    /// "3 mg per liter", "0.09 moles per cubic meter".
    static bool is_rate(const Amount& amount) {
        return !amount.per.empty() || amount.unit.find(" per ") != std::string::npos;
    }

    /// "52% of the voters wanted to leave and 48% to stay": what seems to measure the other share is one of the same.
    void share_on(Figure& figure) const {
        if (figure.unit != "percent" || figure.of.empty() || found_.figures.empty()) return;
        const Figure& before = found_.figures.back();
        if (before.role != "share" || before.unit != figure.unit || !figure.of[0].contains(before.span)) return;
        figure.role = before.role;
        figure.of = before.of;
    }

    void take_over(Figure& figure, const Figure& from) {
        figure.role = from.role;
        figure.direction = from.direction;
        figure.of = from.of;
        figure.period = from.period;
        if (figure.comparator == "=") figure.comparator = from.comparator;
        converted_ = static_cast<int>(found_.figures.size());
    }

    /// A number alone counts people where the clause tells of their fate, else what was counted just before.
    bool name_unit(Figure& figure, const Amount& amount, const Clause& clause) {
        if (is_age(amount, clause) || another(amount, "age")) {
            figure.unit = "years";
            figure.dimension = "age";
            return true;
        }
        const bool quake = clause.subject >= 0 && tree_.lemma(clause.subject) == "magnitude";
        if (amount.value && *amount.value < 11 && (quake || another_magnitude(amount))) {
            figure.unit = figure.dimension = "magnitude";
            return true;
        }
        figure.dimension = "count";
        if (set_apart(amount) && found_.figures.empty()) return false;
        const int last = amount.tokens.end;
        if (is(last, "more") && as_last_in_sentence(figure, amount)) return true;
        if (is(last, "who") || people_in(amount, clause) >= 0) {
            if (!figure.value && !is_one_of(tree_.lower(amount.tokens.begin), "dozens", "hundreds", "thousands",
                                            "scores", "millions", "tens"))
                return false;
            figure.unit = "people";
            return true;
        }
        if (is_one_of(std::string_view("population"), clause.subject >= 0 ? tree_.lemma(clause.subject) : "",
                      clause.noun >= 0 ? tree_.lemma(clause.noun) : "") &&
            figure.value > 1)
            return figure.unit = "people", true;
        if (in_group(amount) || numbers_people(figure, clause)) return figure.unit = "people", true;
        if (!figure.value)
            return uncounted(figure, amount, clause) || drawn(figure, amount, clause) ||
                   as_subject(figure, amount, clause);
        if (number_of(figure, clause)) return true;
        if (like_money(figure, amount)) return true;
        return like_next(figure, amount) || like_last(figure, amount) || as_subject(figure, amount, clause);
    }

    /// "a crowd of about 500", "a family of seven".
    bool in_group(const Amount& amount) const {
        const int of = before_comparator(amount);
        if (of <= sentence(amount.tokens.begin).begin || !is(of, "of") || amount.value.value_or(1) < 2) return false;
        return is_one_of(tree_.lower(of - 1), "crowd", "crowds", "family", "families", "group", "groups", "team",
                         "teams", "crew", "audience", "audiences", "household", "staff", "squad", "gang", "workforce");
    }

    /// "the work force will be cut to 72", "raised the death toll to 31", "unemployment rose to 1.3 million".
    bool numbers_people(const Figure& figure, const Clause& clause) const {
        for (const int noun : {clause.subject, clause.object, clause.noun}) {
            if (noun < 0 || !figure.value || *figure.value < 2) continue;
            const std::string_view what = tree_.lemma(noun);
            const bool work =
                what == "force" && noun > 0 && is_one_of(tree_.lower(noun - 1), "work", "labour", "labor");
            if (work || is_one_of(what, "workforce", "toll", "headcount", "payroll")) return true;
            const bool many = *figure.value >= 100;  // "unemployment stood at 7" is a share
            if (many && is_one_of(what, "unemployment", "employment", "jobless", "crowd", "attendance", "membership",
                                  "electorate", "audience"))
                return true;
        }
        return false;
    }

    /// "numbered in the millions", "gave blood by the hundreds": so many of whoever does.
    bool uncounted(Figure& figure, const Amount& amount, const Clause& clause) const {
        const int the = amount.tokens.begin - 1;
        if (!is(the, "the") || !(is(the - 1, "in") || is(the - 1, "by")) || is(amount.tokens.end, "of")) return false;
        const int who = clause.subject;
        figure.unit = who >= 0 && tree_.tag[who] == Tag::NNS ? std::string(text_.word(who)) : "people";
        return true;
    }

    /// "killed seven riders and injured three | more": more of the same.
    bool as_last_in_sentence(Figure& figure, const Amount& amount) const {
        if (found_.figures.empty()) return false;
        const Figure& last = found_.figures.back();
        if (last.dimension != "count" || last.span.begin < text_.span(sentence(amount.tokens.begin)).begin)
            return false;
        return figure.unit = last.unit, true;
    }

    /// "drew thousands to rallies": many people, named by nothing else.
    bool drawn(Figure& figure, const Amount& amount, const Clause& clause) const {
        const bool object = clause.predicate >= 0 && tree_.head[clause.head] == clause.predicate &&
                            tree_.dep[clause.head] == Dep::obj && !is(amount.tokens.end, "of");
        if (!object || !is_one_of(tree_.lemma(clause.predicate), "draw", "attract", "lure", "bring", "displace",
                                  "evacuate", "mobilize", "mobilise", "rally"))
            return false;
        return figure.unit = "people", true;
    }

    /// "aged nine, ten, thirteen and 49": one more of the figure just before.
    bool another(const Amount& amount, std::string_view dimension) const {
        if (found_.figures.empty() || found_.figures.back().dimension != dimension || !amount.value) return false;
        int t = document_.mentions.amounts[found_.figures.back().amount].tokens.end;
        const int before = t;
        while (t < amount.tokens.begin && (is(t, ",") || is(t, "and"))) ++t;
        return t > before && t == amount.tokens.begin && *amount.value <= 120 && !is(amount.tokens.end, "of");
    }

    /// "the magnitude was 5.5; others reported 5.8".
    bool another_magnitude(const Amount& amount) const {
        if (found_.figures.empty() || found_.figures.back().unit != "magnitude") return false;
        return found_.figures.back().span.begin >= text_.span(sentence(amount.tokens.begin)).begin &&
               *amount.value != static_cast<int>(*amount.value);
    }

    /// "Over a thousand were reported to have come": a number that does something counts people.
    bool as_subject(Figure& figure, const Amount& amount, const Clause& clause) const {
        if (!clause.as_subject || clause.predicate < 0 || amount.max || is(amount.tokens.end, "of")) return false;
        if (!tree_.is_verb(clause.predicate) && tree_.child(clause.predicate, Dep::cop) < 0) return false;
        if (figure.value && *figure.value < 2) return false;
        const int before = amount.tokens.begin - 1;  // "the 707", "Storm Three"
        const bool named = before >= sentence(amount.tokens.begin).begin && tree_.dep[before] != Dep::punct &&
                           text_.word(amount.tokens.begin)[0] >= 'A' && text_.word(amount.tokens.begin)[0] <= 'Z';
        if (named || (before >= 0 && is_one_of(tree_.lower(before), "the", "all", "these", "those")) ||
            (before >= sentence(amount.tokens.begin).begin && tree_.is_proper(before)))
            return false;
        figure.unit = "people";
        return true;
    }

    /// "He was 86", "Bishop Leon Ruiz of the diocese in the south, 79, died": a bare number that is said of a person.
    bool is_age(const Amount& amount, const Clause& clause) const {
        if (!amount.value || amount.max || *amount.value < 1 || *amount.value > 120) return false;
        if (beside_name(amount)) return true;
        if (clause.subject < 0) return false;
        if (set_apart(amount) && *amount.value >= 10 && amount.tokens.begin > clause.subject &&
            clause.subject >= sentence(amount.tokens.begin).begin && clause.predicate >= amount.tokens.end)
            return is_person(clause.subject);
        if (!is_one_of(clause.predicate, clause.head) || tree_.child(clause.head, Dep::cop) < 0) return false;
        if (is(amount.tokens.end, "of") || is(amount.tokens.end, "to") || is(amount.tokens.end, "-")) return false;
        return is_one_of(tree_.lower(clause.subject), "he", "she", "who", "i") ||
               tree_.lemma(clause.subject) == "age" || is_person(clause.subject);
    }

    /// "with her partner, Ana Ruiz, 48.": a number set behind a person's name.
    bool beside_name(const Amount& amount) const {
        const int begin = amount.tokens.begin, end = amount.tokens.end, name = begin - 2;
        if (*amount.value < 10 || amount.tokens.size() != 1 || !is(begin - 1, ",") || name < sentence(begin).begin)
            return false;
        const bool closed =
            end >= sentence(begin).end || is_one_of(tree_.lower(end), ",", ".", ";", ")", "and", "-", "–");
        const auto at = std::partition_point(tree_.names.begin(), tree_.names.end(),
                                             [&](const Name& n) { return n.tokens.end <= name; });
        return closed && at != tree_.names.end() && at->type == NameType::person && at->tokens.end == name + 1;
    }

    bool is_person(int head) const {
        const EntityIds& who = document_.mentions.of_head(head);
        return who.size() == 1 && document_.mentions.entities[who[0]].type == EntityType::person;
    }

    /// Between commas.
    bool set_apart(const Amount& amount) const {
        return is(amount.tokens.begin - 1, ",") && is(amount.tokens.end, ",");
    }

    /// "to zero from two pct": the unit is told with the other end.
    bool like_next(Figure& figure, const Amount& amount) const {
        const auto& amounts = document_.mentions.amounts;
        if (figure.amount + 1 >= static_cast<int>(amounts.size())) return false;
        const Amount& next = amounts[figure.amount + 1];
        const bool out = is(amount.tokens.end, "out") && is(amount.tokens.end + 1, "of");  // 29 out of 30 charges
        if (out && next.tokens.begin == amount.tokens.end + 2 && next.counted) return figure.unit = next.unit, true;
        const int join = amount.tokens.end;
        if (next.tokens.begin != join + 1 || next.unit.empty() ||
            !is_one_of(tree_.lower(join), "from", "to", "and", "or"))
            return false;
        figure.unit = next.unit;
        figure.dimension = next.dimension;
        return true;
    }

    /// "widened to 3.61 billion from 2.78 billion": the currency of the sum before, of this sentence or the last; other
    /// units only for what it is held against ("40 million tonnes from 38 million").
    bool like_money(Figure& figure, const Amount& amount) const {
        if (found_.figures.empty() || *figure.value < 1e6) return false;
        const Figure& last = found_.figures.back();
        const int apart = text_.sentence_of(amount.tokens.begin) -
                          text_.sentence_of(document_.mentions.amounts[last.amount].tokens.begin);
        const bool held = is_one_of(tree_.lower(amount.tokens.begin - 1), "from", "against", "versus", "to", "with");
        const bool measured = !is_one_of(last.dimension, "count", "time", "age", "ratio") && held && apart == 0;
        if ((last.dimension != "money" && !measured) || apart > 1 || !last.value || *last.value < 1e5) return false;
        figure.unit = last.unit;
        figure.dimension = last.dimension;
        return true;
    }

    /// "54 nations signed and 27 ratified it": the noun counted just before.
    bool like_last(Figure& figure, const Amount& amount) const {
        if (found_.figures.empty()) return false;
        const Figure& last = found_.figures.back();
        const Amount& other = document_.mentions.amounts[last.amount];
        const bool near =
            other.tokens.end > sentence(amount.tokens.begin).begin && amount.tokens.begin - other.tokens.end < 25;
        if (!near || last.dimension != "count") return false;
        figure.unit = fate_ >= 0 ? "people" : last.unit;
        return true;
    }

    /// "increase the number of weekly flights to nine": the of-phrase of "number" names what is counted.
    bool number_of(Figure& figure, const Clause& clause) {
        for (int noun : {clause.object, clause.subject}) {
            if (noun < 0 || tree_.lemma(noun) != "number" || figure.value < 1) continue;
            for (int c = tree_.first_child[noun]; c >= 0; c = tree_.next_sibling[c]) {
                if (tree_.dep[c] != Dep::nmod) continue;
                const bool people = is_one_of(tree_.lower(c), "dead", "injured", "wounded", "missing", "unemployed",
                                              "jobless", "homeless");  // no nouns to the tagger
                if (people || tree_.is_noun(c))
                    return figure.unit = people ? std::string("people") : std::string(text_.word(c)), true;
            }
        }
        return false;
    }

    /// Amounts that no careful reader would file.
    bool leave_out(const Figure& figure, const Amount& amount, const Clause& clause) const {
        const int begin = amount.tokens.begin, end = amount.tokens.end;
        if (amount.dimension == "time") {
            if (!figure.value) return true;
            if (is(end, "after") || is(end, "before") || is(end, "ago") || is(end, "earlier") || is(end, "later"))
                return true;
            return amount.value == 1 && (is(begin, "a") || is(begin, "an"));
        }
        if (!amount.counted) return false;
        const bool by = is(before_comparator(amount), "by") || is(begin - 1, "by");  // "has risen by five times"
        const bool times = by && tree_.lemma(amount.head) == "time" && word(clause.predicate, up_word | down_word);
        if (word(amount.head, untold_word) && !times && !points(amount)) return true;
        const bool one = is(begin, "one") && amount.value == 1, two = is(begin, "two") && amount.value == 2;
        if (two && word(amount.head, pair_word) && !tells_how_many(begin, clause)) return true;
        if (one && clause.as_subject && word(clause.predicate, speech_word)) return true;
        if (one && document_.mentions.of_head(amount.head).size() == 1 &&
            speaks(document_.mentions.of_head(amount.head)[0]))
            return true;
        if (one && is_one_of(begin > 0 ? tree_.lower(begin - 1) : std::string_view(), "any", "even", "into"))
            return true;
        if (one && (is(begin - 1, "the") || is(end, "or") || tree_.lemma(amount.head) == "day")) return true;
        return false;
    }

    /// "fell 24.11 points", "an 18-point lead", "leads by 12 points", but not "made two points".
    bool points(const Amount& amount) const {
        const char first = text_.word(amount.tokens.begin)[0];
        return tree_.lemma(amount.head) == "point" && first >= '0' && first <= '9';
    }

    /// "two people were killed", "only two presidents": two that are counted, not the ones told of before.
    bool tells_how_many(int two, const Clause& clause) const {
        return word(clause.predicate, people_word) || is_one_of(tree_.lower(std::max(0, two - 1)), "only", "just") ||
               is(two + 1, "other") || is(two + 1, "more");
    }

    bool speaks(EntityId who) const {
        return std::any_of(found_.statements.begin(), found_.statements.end(), [&](const Statement& s) {
            return std::find(s.speakers.begin(), s.speakers.end(), who) != s.speakers.end();
        });
    }

    // -- when, and by whose word ------------------------------------------------------------------

    /// Whose claim: the speaker's of the statement, else who recorded or expects it.
    void attribute(Figure& figure, const Amount& amount, const Clause& clause) const {
        figure.statement = found_.statement_of_token[amount.tokens.begin];
        if (figure.statement >= 0) {
            figure.by = found_.statements[figure.statement].speakers;
            return;
        }
        int verb = clause.predicate;
        for (int step = 0; verb >= 0 && step < 3 && !word(verb, reckon_word); ++step)
            verb = is_one_of(tree_.dep[verb], Dep::xcomp, Dep::ccomp) ? tree_.head[verb] : -1;
        if (verb < 0 || !tree_.is_verb(verb)) return;
        const int subject = tree_.child(verb, Dep::nsubj);
        if (subject < 0) return;
        const EntityIds& who = document_.mentions.of_head(subject);
        const bool names = std::all_of(who.begin(), who.end(), [&](EntityId id) {
            return document_.mentions.entities[id].type != EntityType::place &&
                   document_.mentions.entities[id].type != EntityType::other;
        });
        if (names) figure.by = who;
    }

    const Roles roles_;
    const Measured measured_;
    const Periods periods_;
    Findings& found_;
    std::vector<int> same_;  ///< the figure that each tells again, or goes on from; -1 for none
    std::vector<Figure> left_out_;
    int converted_ = -1;  ///< the last figure that told another one again
    int fate_ = -1;       ///< the word that told the fate of the people last counted
};

}  // namespace

FigureReadings read_figures(const Document& document, const FigureLexicon& lexicon, Findings& found) {
    FigureReader reader(document, lexicon, found);
    for (int i = 0; i < static_cast<int>(document.mentions.amounts.size()); ++i) reader.read(i);
    return std::move(reader).readings();
}

void find_figures(const Document& document, const Lexicon& lexicon, Findings& found) {
    const FigureLexicon& words = *lexicon.indexes().figures;
    FigureReadings all = read_figures(document, words, found);
    if (document.figures && document.figures->usable())
        found.figures = choose(document, words, *document.figures, all, found);
    else
        found.figures = all.without_left_out();
    link_figures(document, found);
}

}  // namespace dragoman::findings
