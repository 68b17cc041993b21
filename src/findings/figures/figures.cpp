// Figures: which amounts are facts, what each measures, in what part, when, and by whose word.
#include <algorithm>
#include <array>
#include <optional>

#include "findings/figures/clause.h"
#include "findings/lexicon.h"

namespace dragoman::findings {

std::shared_ptr<const FigureLexicon> build_figures(const Knowledge& knowledge) {
    constexpr std::array<std::string_view, 8> classes = {"up",       "down",   "people", "aim",
                                                         "capacity", "speech", "untold", "pair"};
    auto built = std::make_shared<FigureLexicon>();
    const Table& table = knowledge.table("figure_words");
    for (int row = 0; row < table.rows(); ++row)
        for (std::size_t c = 0; c < classes.size(); ++c)
            if (table.at(row, "class") == classes[c]) built->words[table.at(row, "word")] |= 1u << c;
    return built;
}

namespace {

template <class Word, class... Words>
bool is_one_of(const Word& word, Words... words) {
    return ((word == words) || ...);
}

class FigureReader {
public:
    FigureReader(const Document& document, const FigureLexicon& lexicon, Findings& found)
        : document_(document), text_(document.text), tree_(document.annotation), lexicon_(lexicon), found_(found) {}

    void read(int index) {
        const Amount& amount = document_.mentions.amounts[index];
        const Clause clause = clause_of(document_, amount);
        Figure figure;
        figure.amount = index;
        figure.span = amount.span;
        figure.value = amount.value;
        figure.max = amount.max;
        figure.comparator = amount.comparator;
        figure.unit = amount.unit;
        figure.dimension = amount.dimension;
        if (figure.unit.empty() && !name_unit(figure, amount, clause)) return;
        if (leave_out(figure, amount, clause)) return;
        set_role(figure, amount, clause);
        const TokenRange of = measured(figure, amount, clause);
        if (!of.empty()) figure.of.push_back(text_.span(of));
        figure.period = period(amount, clause, of);
        attribute(figure, amount);
        figure.rule =
            "figure:" + (amount.dimension.empty() ? std::string("bare") : amount.dimension) + "/" + figure.role;
        if (figure.dimension == "count")
            if (const int fate = people_in(amount, clause); fate >= 0 || amount.counted)
                fate_ = word(fate, people_word) ? fate : -1;
        found_.figures.push_back(std::move(figure));
    }

private:
    bool is(int t, std::string_view lower) const { return t >= 0 && t < tree_.size() && tree_.lower(t) == lower; }
    bool word(int t, unsigned classes) const { return lexicon_.is(tree_, t, classes); }
    TokenRange sentence(int t) const { return text_.sentences[text_.sentence_of(t)].tokens; }

    /// The word by which a clause tells of people's fate or deeds: its predicate, a conjunct, or its subject.
    int people_in(const Amount& amount, const Clause& clause) const {
        if (const int before = before_comparator(amount); word(before, people_word) && !tree_.is_noun(before))
            return before;
        if (word(clause.predicate, people_word)) return clause.predicate;
        if (clause.predicate < 0) return word(clause.noun, people_word) ? clause.noun : -1;
        if (word(clause.subject, people_word)) return clause.subject;
        if (word(clause.noun, people_word)) return clause.noun;
        for (int c = tree_.first_child[clause.head]; c >= 0; c = tree_.next_sibling[c])
            if ((tree_.dep[c] == Dep::acl_relcl || tree_.dep[c] == Dep::acl) && word(c, people_word)) return c;
        return -1;
    }

    /// The last word before an amount and what compares it ("killed at least five").
    int before_comparator(const Amount& amount) const {
        int before = amount.tokens.begin - 1;
        const int first = sentence(amount.tokens.begin).begin;
        while (before >= first && before > amount.tokens.begin - 5 &&
               (is_one_of(tree_.lower(before), "by", "about", "around", "nearly", "almost", "some", "over", "than",
                          "more", "less", "fewer", "another", "an", "a", "further", "estimated", "at", "least", "to",
                          "as", "many", "much") ||
                (is(before, "up") && is(before + 1, "to"))))
            --before;
        return before >= first ? before : -1;
    }

    /// A number alone counts people where the clause tells of their fate, else what was counted just before.
    bool name_unit(Figure& figure, const Amount& amount, const Clause& clause) {
        figure.dimension = "count";
        const int last = amount.tokens.end;
        if (is(last, "who") || people_in(amount, clause) >= 0) {
            if (!figure.value && !is_one_of(tree_.lower(amount.tokens.begin), "dozens", "hundreds", "thousands",
                                            "scores", "millions", "tens"))
                return false;
            figure.unit = "people";
            return true;
        }
        if (!figure.value) return false;
        if (number_of(figure, clause)) return true;
        return like_next(figure, amount) || like_last(figure, amount);
    }

    /// "to zero from two pct": the unit is told with the other end.
    bool like_next(Figure& figure, const Amount& amount) const {
        const auto& amounts = document_.mentions.amounts;
        if (figure.amount + 1 >= static_cast<int>(amounts.size())) return false;
        const Amount& next = amounts[figure.amount + 1];
        const int join = amount.tokens.end;
        if (next.tokens.begin != join + 1 || next.unit.empty() ||
            !is_one_of(tree_.lower(join), "from", "to", "and", "or"))
            return false;
        figure.unit = next.unit;
        figure.dimension = next.dimension;
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
            for (int c = tree_.first_child[noun]; c >= 0; c = tree_.next_sibling[c])
                if (tree_.dep[c] == Dep::nmod && tree_.is_noun(c)) return figure.unit = text_.word(c), true;
        }
        return false;
    }

    /// Amounts that no careful reader would file.
    bool leave_out(const Figure& figure, const Amount& amount, const Clause& clause) const {
        const int begin = amount.tokens.begin, end = amount.tokens.end;
        if (amount.dimension == "time") {
            const int time = document_.mentions.time_of_token[begin];
            if (!figure.value) return true;
            if (time >= 0 && is_pointed(document_.mentions.times[time], begin)) return true;
            if (is(end, "after") || is(end, "before") || is(end, "ago") || is(end, "earlier") || is(end, "later"))
                return true;
            return is(begin, "a") || is(begin, "an");
        }
        if (!amount.counted) return false;
        if (word(amount.head, untold_word)) return true;
        const bool one = is(begin, "one"), two = is(begin, "two");
        if (two && word(amount.head, pair_word)) return true;
        if (one && clause.as_subject && word(clause.predicate, speech_word)) return true;
        if (one && document_.mentions.of_head(amount.head).size() == 1 &&
            speaks(document_.mentions.of_head(amount.head)[0]))
            return true;
        if (one && (is(begin - 1, "the") || is(end, "or") || tree_.lemma(amount.head) == "day")) return true;
        return false;
    }

    bool speaks(EntityId who) const {
        return std::any_of(found_.statements.begin(), found_.statements.end(), [&](const Statement& s) {
            return std::find(s.speakers.begin(), s.speakers.end(), who) != s.speakers.end();
        });
    }

    /// "the last four years", "recent weeks": a stretch of the calendar, no measured length.
    bool is_pointed(const TimeExpression& time, int number) const {
        for (int t = time.tokens.begin; t < number; ++t)
            if (is_one_of(tree_.lower(t), "last", "past", "next", "coming", "recent", "previous", "following"))
                return true;
        return false;
    }

    void set_role(Figure& figure, const Amount& amount, const Clause& clause) const {
        figure.role = plain_role(figure, amount, clause);
        if (figure.role == "level" || figure.role == "count" || figure.role == "share") {
            if (is_change(figure, amount, clause))
                figure.role = "change";
            else if (is_aim(clause, amount))
                figure.role = "target";
            else if (figure.role == "count" && is_capacity(figure, clause))
                figure.role = "capacity";
        }
    }

    std::string plain_role(const Figure& figure, const Amount& amount, const Clause& clause) const {
        const std::string& dimension = figure.dimension;
        if (dimension == "count") return "count";
        if (dimension == "age") return "age";
        if (dimension == "time") return "duration";
        if (dimension == "length") return "distance";
        if (figure.unit == "fraction") return "share";
        if (figure.unit == "percent") {
            if (is(amount.tokens.end, "of") ||
                (clause.predicate >= 0 &&
                 is_one_of(tree_.lemma(clause.predicate), "account", "represent", "constitute", "comprise", "make")))
                return "share";
            if (clause.noun >= amount.tokens.end && is_one_of(tree_.lemma(clause.noun), "stake", "share", "holding",
                                                              "shareholding", "interest", "majority"))
                return "share";
            return clause.as_subject ? "share" : "level";
        }
        return "level";
    }

    /// Is the amount by how much something moved? Sets the direction.
    bool is_change(Figure& figure, const Amount& amount, const Clause& clause) const {
        const int begin = amount.tokens.begin, end = amount.tokens.end;
        const auto turned = [&](int t) {
            if (t < 0 || t >= tree_.size() || !word(t, up_word | down_word)) return false;
            figure.direction = word(t, up_word) ? "up" : "down";
            return true;
        };
        if (amount.counted && figure.dimension == "count") return false;
        const int before = is(begin - 1, "up") || is(begin - 1, "down") ? begin - 1 : before_comparator(amount);
        if (before >= 0 && is_one_of(tree_.lower(before), "up", "down") && tree_.dep[before] != Dep::compound_prt &&
            !is(begin - 1, "to"))
            return turned(before);
        if (amount.dimension == "ratio" || amount.dimension == "money") {
            const int next = is(end, "-") ? end + 1 : end;
            if (!is(next, "more") || !is(next + 1, "than"))
                if (!is(next, "of") && next < tree_.size() && !tree_.is_verb(next) &&
                    !(amount.dimension == "money" && is_one_of(tree_.lower(next), "gain", "loss")) && turned(next))
                    return true;
        }
        if (const int verb = by_verb(amount, before); turned(verb)) return true;
        if (figure.unit == "percent" && clause.object >= 0 && tree_.is_noun(clause.object) && turned(clause.object))
            return true;
        const bool to =
            is(begin - 1, "to") || is(begin - 1, "from") || is(begin - 1, "at") ||
            (clause.preposition >= 0 && is_one_of(tree_.lower(clause.preposition), "to", "from", "at", "in", "for"));
        if (to) return false;
        if (clause.noun >= 0 && clause.preposition >= 0 && is_one_of(tree_.lower(clause.preposition), "of", "by") &&
            tree_.head[clause.head] == clause.noun && turned(clause.noun))
            return true;
        const bool direct = clause.predicate >= 0 && tree_.head[clause.head] == clause.predicate && !clause.as_subject;
        if (direct && tree_.dep[clause.head] == Dep::obj &&
            is_one_of(tree_.lemma(clause.predicate), "raise", "cut", "reduce", "boost", "slash", "add", "shed",
                      "contract"))
            return false;  // raised 60 mln for a plant
        return direct && tree_.is_verb(clause.predicate) && turned(clause.predicate);
    }

    /// "reduce expenses by 4 mln", "rose by about 5 pct": the verb of moving that "by" belongs to.
    int by_verb(const Amount& amount, int before) const {
        bool by = false;
        for (int t = before + 1; t < amount.tokens.begin; ++t) by |= is(t, "by");
        for (int t = before; by && t >= sentence(amount.tokens.begin).begin && before - t < 8; --t)
            if (tree_.is_verb(t)) return word(t, up_word | down_word) ? t : -1;
        return -1;
    }

    bool is_aim(const Clause& clause, const Amount& amount) const {
        if (clause.noun >= amount.tokens.end && tree_.head[clause.head] == clause.noun)
            return false;  // wants to settle a 3 billion debt
        const int first = sentence(amount.tokens.begin).begin;
        for (int t = clause.predicate, step = 0; t >= first && step < 4; t = tree_.head[t], ++step) {
            if (word(t, aim_word) && (tree_.is_verb(t) || t == clause.predicate)) return true;
            if (tree_.dep[t] != Dep::xcomp && tree_.dep[t] != Dep::conj) break;
        }
        return word(clause.subject, aim_word) && tree_.is_noun(clause.subject);
    }

    /// What can be made or held; "make two visits" makes nothing, so making starts with the thousands.
    bool is_capacity(const Figure& figure, const Clause& clause) const {
        if (tree_.size() > 0 && clause.predicate >= 0 && tree_.lemma(clause.predicate) == "make" &&
            figure.value.value_or(0) < 1000)
            return false;
        if (!word(clause.predicate, capacity_word) || tree_.tag[clause.predicate] != Tag::VB) return false;
        return !clause.as_subject;
    }

    // -- what is measured -------------------------------------------------------------------------

    TokenRange measured(const Figure& figure, const Amount& amount, const Clause& clause) const {
        const TokenRange own = amount.tokens;
        if (figure.role == "capacity")
            if (const TokenRange product = produced(amount); !product.empty()) return product;
        if (figure.dimension == "count") return counted(amount, clause);
        if (figure.role == "share") {
            if (is(sentence(own.begin).begin, "of")) return fronted(own);
            if (const TokenRange of = phrase_after(document_, amount, clause.head, {"of"}); !of.empty()) return of;
        }
        if (figure.role == "change") return changed(amount, clause);
        if (figure.dimension == "time") return lasting(amount, clause);
        if (is(own.begin - 1, "worth") && clause.noun >= 0) return noun_phrase(tree_, whole_of(clause.noun), own);
        if (const TokenRange of = phrase_after(document_, amount, clause.head, {"of", "in"}); !of.empty()) return of;
        if (const TokenRange same = as_before(figure, amount, clause); !same.empty()) return same;
        if (const TokenRange spent = spent_on(figure, amount, clause); !spent.empty()) return spent;
        if (clause.noun >= 0 && clause.noun != clause.predicate &&
            (tree_.head[clause.head] == clause.noun || clause.noun >= own.end))
            return noun_phrase(tree_, clause.noun, own);
        if (is_handled(figure, clause)) return {clause.predicate, clause.predicate + 1};
        if (const TokenRange subject = subject_phrase(clause, own); !subject.empty()) return subject;
        if (clause.object >= 0) return noun_phrase(tree_, clause.object, own);
        if (clause.noun >= 0) return noun_phrase(tree_, clause.noun, own);
        return clause.predicate >= 0 && !own.contains(clause.predicate)
                   ? TokenRange{clause.predicate, clause.predicate + 1}
                   : TokenRange{};
    }

    /// "the economies of the countries worth 3 trillion": the worth is the economies'.
    int whole_of(int noun) const {
        for (int step = 0;
             step < 3 && tree_.dep[noun] == Dep::nmod && tree_.head[noun] >= 0 && tree_.is_noun(tree_.head[noun]);
             ++step) {
            const int marker = tree_.child(noun, Dep::case_);
            if (marker < 0 || tree_.lower(marker) != "of") break;
            noun = tree_.head[noun];
        }
        return noun;
    }

    /// What an earlier figure of the sentence measured, where an actor only aims at or totals it.
    TokenRange as_before(const Figure& figure, const Amount& amount, const Clause& clause) const {
        const bool total = is(amount.tokens.begin - 1, "of") && is(amount.tokens.begin - 2, "total");
        const bool reached =
            clause.predicate >= 0 &&
            is_one_of(tree_.lemma(clause.predicate), "exceed", "reach", "top", "hit", "surpass", "attain") &&
            is_actor(clause.subject);
        const bool upto = clause.preposition >= 0 && is(clause.preposition, "of") && clause.noun >= 0 &&
                          tree_.lemma(clause.noun) == "total";
        const int mark = amount.tokens.begin - 1;
        const bool base =
            is_one_of(mark >= 0 ? tree_.lower(mark) : std::string_view(), "against", "versus", "vs.", "from") ||
            ((is(mark, "with") || is(mark, "to")) && is(mark - 1, "compared"));
        if (!(total || reached || upto || base)) return {};
        const int first = sentence(amount.tokens.begin).begin;
        for (int f = static_cast<int>(found_.figures.size()) - 1; f >= 0; --f) {
            const Figure& before = found_.figures[f];
            if (document_.mentions.amounts[before.amount].tokens.end <= first) break;
            if (base && before.unit != figure.unit) break;
            if (before.of.empty() || (before.dimension != figure.dimension && !total && !upto)) continue;
            const int from = text_.token_at(before.of[0].begin), to = text_.token_at(before.of[0].end - 1);
            return {from, to + 1};
        }
        return {};
    }

    /// "spent $30 million on repairs", "paid 5 mln dlrs for the firm".
    TokenRange spent_on(const Figure& figure, const Amount& amount, const Clause& clause) const {
        if (figure.dimension != "money" || clause.predicate < 0 ||
            !is_one_of(tree_.lemma(clause.predicate), "spend", "pay", "invest", "allocate", "provide", "contribute",
                       "donate", "raise", "earmark"))
            return {};
        if (const TokenRange phrase = phrase_after(document_, amount, clause.head, {"on", "for"}); !phrase.empty())
            return phrase;
        const int on = amount.tokens.end;
        if ((is(on, "on") || is(on, "for")) && on + 1 < tree_.size() && tree_.tag[on + 1] == Tag::VBG)
            return act(on + 1);
        return {};
    }

    bool is_actor(int head) const {
        if (head < 0) return false;
        const EntityIds& who = document_.mentions.of_head(head);
        return tree_.is_proper(head) || tree_.is_pronoun(head) || word(head, pair_word) ||
               (!who.empty() && (document_.mentions.entities[who[0]].type == EntityType::person ||
                                 document_.mentions.entities[who[0]].type == EntityType::country));
    }

    /// "was exporting 140,000 bpd": of goods that an actor handles the act is measured.
    bool is_handled(const Figure& figure, const Clause& clause) const {
        if (!is_one_of(figure.dimension, "rate", "volume", "mass", "energy") || clause.predicate < 0 ||
            !tree_.is_verb(clause.predicate))
            return false;
        return tree_.dep[clause.head] == Dep::obj && is_actor(clause.subject);
    }

    /// "Of the 2.8 million who voted, 85% …": the words up to the comma.
    TokenRange fronted(TokenRange own) const {
        const int first = sentence(own.begin).begin + 1;
        int end = first;
        while (end < own.begin && !is(end, ",")) ++end;
        return {first, end};
    }

    /// The product told of before: "the production of vaccines, with contracts to make 5 million doses".
    TokenRange produced(const Amount& amount) const {
        const int first = sentence(amount.tokens.begin).begin;
        for (int t = amount.tokens.begin - 1; t >= first; --t) {
            if (!is_one_of(tree_.lemma(t), "production", "manufacture", "supply", "delivery", "purchase", "output",
                           "assembly") ||
                !is(t + 1, "of"))
                continue;
            for (int c = tree_.first_child[t]; c >= 0; c = tree_.next_sibling[c])
                if (tree_.dep[c] == Dep::nmod && c > t) {
                    int end = c + 1;
                    while (end < amount.tokens.begin && end < c + 10 && !is(end, ",")) ++end;
                    return {t + 2, end};
                }
        }
        return {};
    }

    /// The counted noun with its modifiers, or what is told of people that are only numbered.
    TokenRange counted(const Amount& amount, const Clause& clause) const {
        if (amount.counted) {
            if (clause.subject >= 0 && tree_.is_noun(clause.subject) && word(clause.subject, people_word) &&
                told_of(clause))
                return noun_phrase(tree_, clause.subject);
            int begin = amount.tokens.begin;
            while (begin < amount.head && (tree_.tag[begin] == Tag::CD || is(begin, "-") || is(begin, "of") ||
                                           (!amount.value && is(begin + 1, "of"))))
                ++begin;
            const TokenRange phrase = noun_phrase(tree_, amount.head, {amount.tokens.begin, begin});
            int end = std::max(phrase.end, amount.head + 1);
            if (is(amount.head - 1, "-") && tree_.head[amount.head] > amount.head &&
                tree_.head[amount.head] < amount.head + 4)
                end = tree_.head[amount.head] + 1;
            return {begin, end};
        }
        if (is(amount.tokens.end, "who") && amount.tokens.end + 1 < tree_.size())
            return {amount.tokens.end, amount.tokens.end + 2};
        if (amount.unit.empty() && people_in(amount, clause) < 0 && fate_ >= 0) return {fate_, fate_ + 1};
        if (const int fate = people_in(amount, clause); fate >= 0)
            return tree_.is_noun(fate) ? noun_phrase(tree_, fate, amount.tokens) : TokenRange{fate, fate + 1};
        if (clause.predicate >= 0 && !amount.tokens.contains(clause.predicate)) {
            const int object = clause.object >= 0 && tree_.lemma(clause.object) == "number" ? clause.object : -1;
            if (object >= 0) return noun_phrase(tree_, object);
            return {clause.predicate, clause.predicate + 1};
        }
        return {};
    }

    /// "The deaths are 14 civilians and one guard": the count is told of its subject.
    bool told_of(const Clause& clause) const {
        int t = clause.head;
        for (int step = 0; step < 3 && t >= 0 && tree_.dep[t] == Dep::conj; ++step) t = tree_.head[t];
        return t >= 0 && (t == clause.predicate || tree_.child(t, Dep::cop) >= 0);
    }

    TokenRange changed(const Amount& amount, const Clause& clause) const {
        const int end = amount.tokens.end;
        for (int noun : {end < tree_.size() && tree_.is_noun(end) && word(end, up_word | down_word) ? end : -1,
                         word(clause.noun, up_word | down_word) ? clause.noun : -1}) {
            if (noun < 0) continue;
            for (int c = tree_.first_child[noun]; c >= 0; c = tree_.next_sibling[c])
                if (const int marker = tree_.child(c, Dep::case_);
                    tree_.dep[c] == Dep::nmod && marker >= 0 && is_one_of(tree_.lower(marker), "in", "of") &&
                    !amount.tokens.contains(c) && document_.mentions.time_of_token[c] < 0)
                    return noun_phrase(tree_, c, amount.tokens);
        }
        if (end < tree_.size() && is_one_of(tree_.lower(end), "more", "fewer", "less") && tree_.head[end] > end &&
            tree_.is_noun(tree_.head[end])) {
            const TokenRange phrase = noun_phrase(tree_, tree_.head[end], amount.tokens);
            return {std::max(phrase.begin, end + 1), std::max(phrase.end, end + 2)};
        }
        const bool transitive = clause.object >= 0 && clause.predicate >= 0 && tree_.is_verb(clause.predicate);
        if (transitive) return noun_phrase(tree_, clause.object, amount.tokens);
        if (const TokenRange subject = subject_phrase(clause, amount.tokens); !subject.empty()) return subject;
        return clause.noun >= 0 ? noun_phrase(tree_, clause.noun, amount.tokens) : TokenRange{};
    }

    /// What lasts so long: the noun it qualifies, the subject of lasting, or the act that takes the time.
    TokenRange lasting(const Amount& amount, const Clause& clause) const {
        const TokenRange own = amount.tokens;
        const int last = own.end;
        if (clause.noun >= 0 && clause.noun >= last && clause.noun - last < 6)
            return noun_phrase(tree_, clause.noun, own);
        if (is(last, "of")) return phrase_after(document_, amount, clause.head, {"of"});
        if (clause.predicate >= 0 && tree_.lemma(clause.predicate) == "take")  // it took five hours to put out the fire
            for (int c = tree_.first_child[clause.predicate]; c >= 0; c = tree_.next_sibling[c])
                if (c >= last && is_one_of(tree_.dep[c], Dep::xcomp, Dep::ccomp, Dep::advcl, Dep::csubj)) return act(c);
        for (int c = tree_.first_child[clause.head]; c >= 0; c = tree_.next_sibling[c])
            if ((tree_.dep[c] == Dep::acl || tree_.dep[c] == Dep::advcl) && c > last) return act(c);
        const int verb = clause.predicate;
        if (verb >= 0 && tree_.is_verb(verb) && tree_.dep[verb] == Dep::advcl && tree_.tag[verb] == Tag::VBG)
            return act(verb);
        return subject_phrase(clause, own);
    }

    /// A verb with its object: "wind down Cuban operations".
    TokenRange act(int verb) const {
        TokenRange range{verb, verb + 1};
        if (const int object = tree_.child(verb, Dep::obj); object > verb) range.end = noun_phrase(tree_, object).end;
        return range;
    }

    TokenRange subject_phrase(const Clause& clause, TokenRange own) const {
        int subject = clause.subject;
        if (subject < 0 || own.contains(subject)) return {};
        // Persons are not what is measured: "we aim for", "he promised to cut".
        if (is_one_of(tree_.lower(subject), "i", "we", "he", "she", "you", "who")) return {};
        if (is_one_of(tree_.lower(subject), "it", "they", "this", "that", "which")) {
            const bool relative = is(subject, "which") || (is(subject, "that") && clause.predicate >= 0 &&
                                                           tree_.dep[clause.predicate] == Dep::acl_relcl);
            subject = relative && clause.predicate >= 0 ? tree_.head[clause.predicate] : referent(document_, subject);
        }
        if (subject < 0 || own.contains(subject)) return {};
        const TokenRange phrase = noun_phrase(tree_, subject, own);
        const int poss = tree_.child(subject, Dep::nmod_poss);  // "its total output" is "total output"
        if (poss >= 0 && tree_.tag[poss] == Tag::PRPS && phrase.begin == poss && phrase.size() > 2)
            return {poss + 1, phrase.end};
        return phrase;
    }

    // -- when, and by whose word ------------------------------------------------------------------

    /// The time told in the same clause; "from January to September" is one period.
    std::string period(const Amount& amount, const Clause& clause, TokenRange of) const {
        const TokenRange around = sentence(amount.tokens.begin);
        for (int t = of.begin; t < of.end; ++t)  // "1986 net income"
            if (const int time = document_.mentions.time_of_token[t];
                time >= 0 && document_.mentions.times[time].type == TimeType::date &&
                !document_.mentions.times[time].vague)
                return document_.mentions.times[time].value;
        const int statement = found_.statement_of_token[amount.tokens.begin];
        int best = -1, best_distance = 1 << 20;
        for (int t = around.begin; t < around.end; ++t) {
            const int time = document_.mentions.time_of_token[t];
            if (time < 0) continue;
            const TimeExpression& row = document_.mentions.times[time];
            t = row.tokens.end - 1;
            if (row.vague || row.type == TimeType::duration || row.type == TimeType::set ||
                found_.statement_of_token[row.tokens.begin] != statement)
                continue;
            const int distance = std::max(row.tokens.begin - amount.tokens.end, amount.tokens.begin - row.tokens.end) +
                                 (row.tokens.begin < amount.tokens.begin ? 4 : 0);
            if (!same_clause(row, clause) || distance >= best_distance) continue;
            best = time;
            best_distance = distance;
        }
        if (best < 0) return {};
        const auto& times = document_.mentions.times;
        const TimeExpression& from = times[best];
        if (best + 1 < static_cast<int>(times.size()) && is(from.tokens.begin - 1, "from") &&
            is_one_of(tree_.lower(from.tokens.end), "to", "through", "until") &&
            times[best + 1].tokens.begin == from.tokens.end + 1)
            return from.value + "/" + times[best + 1].value;
        return from.value;
    }

    bool same_clause(const TimeExpression& time, const Clause& clause) const {
        for (int t = time.tokens.begin; t < time.tokens.end; ++t) {
            int up = tree_.head[t];
            if (time.tokens.contains(up)) continue;
            for (int step = 0; up >= 0 && step < 6; ++step, up = tree_.head[up]) {
                if (up == clause.predicate || up == clause.head || up == clause.noun) return true;
                if (tree_.is_verb(up)) break;
            }
            return false;
        }
        return false;
    }

    void attribute(Figure& figure, const Amount& amount) const {
        figure.statement = found_.statement_of_token[amount.tokens.begin];
        if (figure.statement >= 0) figure.by = found_.statements[figure.statement].speakers;
    }

    const Document& document_;
    const Text& text_;
    const Annotation& tree_;
    const FigureLexicon& lexicon_;
    Findings& found_;
    int fate_ = -1;  ///< the word that told the fate of the people last counted
};

}  // namespace

void find_figures(const Document& document, const Lexicon& lexicon, Findings& found) {
    FigureReader reader(document, *lexicon.indexes().figures, found);
    for (int i = 0; i < static_cast<int>(document.mentions.amounts.size()); ++i) reader.read(i);
}

}  // namespace dragoman::findings
