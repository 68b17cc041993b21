#include "store/positions/positions.h"

#include "store/chunks.h"
#include "store/positions/parts.h"
#include "store/schema/table_writer.h"

namespace dragoman::store {
namespace {

/// Who holds what changed or went, before the stories' rows are derived anew and after.
Status touch(const Joining& joining, const char* sql) {
    return run(joining.connection, std::string(sql) +
                                       " SELECT DISTINCT holder, target FROM positions WHERE story_id IN (FROM "
                                       "changed_stories)");
}

/// A target that is only a pronoun in its story is nobody knows what among others.
constexpr const char* fill = R"(
DELETE FROM positions WHERE story_id IN (FROM changed_stories);
INSERT INTO positions
WITH held AS (
    SELECT t.*, unnest(t.holder) AS one,
        coalesce(t.target.entity, trim(regexp_replace(regexp_replace(lower(t.target.words.text), '[^\w]+', ' ', 'g'),
            '^ ?((a|an|the|this|that|these|those|his|her|its|their|our|my) )*', ''))) AS about
    FROM taken_stances t WHERE t.story_id IN (FROM changed_stories))
SELECT h.one, e.name, e.country, h.about, coalesce(h.target_name, h.target.words.text), h.target_country, h.day, h.stance,
    h.story_id, h.id, h.statement, c.original IS NULL
FROM held h JOIN taken_entities e ON e.story_id = h.story_id AND e.id = h.one LEFT JOIN copies c ON c.story_id = h.story_id
WHERE h.about <> '' AND h.about <> h.one AND NOT regexp_full_match(h.about, '(it|he|she|they|them|him|you|we|us|me|i|this|that|these|those|itself|himself|herself|themselves|ourselves|each other|one another|one|ones|what|which|who|whom|such|so|all|everyone|everything|something|anything|nothing|all of (it|this|that|them|us|you)|both|others?|some|many|any|none)') ORDER BY h.one, h.about, h.day, h.story_id, h.id;
)";

/// What turns are found in: originals with a day. One word ("the plan") is too little to be the same thing in two
/// stories. `reversal`: words that say that somebody thinks otherwise than before.
constexpr const char* material = R"(
SELECT p.holder, p.target, p.day, p.stance, p.story_id, p.stance_id, p.holder_name, p.target_name,
    regexp_matches(lower(array_to_string([piece.text FOR piece IN t.evidence], ' ')),
        '\b((no longer|not|never) (supports?|backs?|opposes?|opposed|rejects?|accepts?|favou?rs?|endorses?|objects?|in favou?r)( to)? any (longer|more)|no longer (supports?|backs?|opposes?|opposed|rejects?|accepts?|favou?rs?|endorses?|objects?|in favou?r)|changed (his|her|its|their) (mind|position|view|stance)|reversed (himself|herself|itself|themselves|(his|her|its|their) (position|stance|opposition|support))|(dropped|drops|withdrew|withdrawn|withdraws|abandoned|lifted|lifts) (his|her|its|their) (opposition|objections?|support|resistance|backing|veto)|now (supports?|backs?|opposes?|rejects?|accepts?|favou?rs?))\b')
        AS reversal
FROM positions p JOIN touched_positions USING (holder, target)
JOIN stances t ON t.story_id = p.story_id AND t.id = p.stance_id
WHERE p.original AND p.day IS NOT NULL AND (t.target.entity IS NOT NULL OR contains(p.target, ' ')) ORDER BY p.holder, p.target, p.day, p.story_id, p.stance_id
)";

Status find_turns(const Joining& joining) {
    auto chunks = Chunks::of(joining.connection, material);
    if (!chunks) return chunks.error();
    std::string holder, target;
    std::vector<Held> held;
    std::vector<Turn> turns;
    const auto end_of_pair = [&] {
        for (Turn& turn : turns_of(held)) {
            turn.holder = holder;
            turn.target = target;
            turns.push_back(std::move(turn));
        }
        held.clear();
    };
    while (chunks->next())
        for (idx_t i = 0; i < chunks->size(); ++i) {
            if (chunks->text(0, i) != holder || chunks->text(1, i) != target) {
                end_of_pair();
                holder = chunks->text(0, i);
                target = chunks->text(1, i);
            }
            held.push_back({.day = chunks->day(2, i),
                            .stance = std::string(chunks->text(3, i)),
                            .story_id = std::string(chunks->text(4, i)),
                            .stance_id = std::string(chunks->text(5, i)),
                            .holder_name = std::string(chunks->text(6, i)),
                            .target_name = std::string(chunks->text(7, i)),
                            .reversal = chunks->truth(8, i)});
        }
    end_of_pair();
    return append(joining.connection, "turns", turns);
}

}  // namespace

Status join_positions(const Joining& joining) {
    Status status = touch(joining, "CREATE OR REPLACE TEMP TABLE touched_positions AS");
    if (status) status = run(joining.connection, fill);
    if (status) status = touch(joining, "INSERT INTO touched_positions");
    if (status)
        status = run(joining.connection,
                     "CREATE OR REPLACE TEMP TABLE touched_positions AS SELECT DISTINCT holder, target FROM "
                     "touched_positions;\nDELETE FROM turns WHERE (holder, target) IN (SELECT (holder, target) FROM "
                     "touched_positions)");
    if (status) status = find_turns(joining);
    if (status) status = run(joining.connection, "DROP TABLE touched_positions");
    return status;
}

}  // namespace dragoman::store
