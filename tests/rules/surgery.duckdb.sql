SELECT
  "claim",
  "line",
  "ranking__amount" AS "amount",
  "ranking__position" AS "position",
  "part_3" AS "leads",
  CAST(SUM("ranking__amount") OVER "w1" AS BIGINT) AS "of_the_day",
  "part_5" AS "highest",
  BOOL_OR(CAST("ranking__amount" = 0 AS BOOLEAN)) OVER "w2" AS "any_unpaid"
FROM (
  SELECT
    "claim",
    "day",
    "line",
    "role",
    "ranking__position",
    "part_3",
    "part_5",
    (
      CASE WHEN "ranking__position" > 1 THEN "part_2" ELSE "bilateral__amount" * 100 END + 50
    ) // 100 AS "ranking__amount"
  FROM (
    SELECT
      "claim",
      "day",
      "line",
      "role",
      "bilateral__amount",
      "part_2",
      CASE
        WHEN "part_1"
        THEN CAST(SUM(CASE WHEN "part_1" THEN CAST(1 AS BIGINT) ELSE 0 END) OVER "w1" AS BIGINT)
        ELSE 0
      END AS "ranking__position",
      "part_1" AND SUM(CASE WHEN "part_1" THEN 1 ELSE 0 END) OVER "w1" = 1 AS "part_3",
      CASE
        WHEN "part_1"
        THEN CAST(MAX(CASE WHEN "part_1" THEN "bilateral__amount" END) OVER "w2" AS BIGINT)
        ELSE 0
      END AS "part_5"
    FROM (
      SELECT
        "claim",
        "day",
        "line",
        "role",
        "part_1",
        "bilateral__amount",
        "bilateral__amount" * CASE WHEN "day" >= CAST('2021-07-01' AS DATE) THEN CAST(50 AS BIGINT) ELSE 25 END AS "part_2"
      FROM (
        SELECT
          "claim",
          "day",
          "line",
          "role",
          "part_1",
          (
            CASE WHEN (
              "modifiers" & 4
            ) <> 0 THEN "fee" * 15 ELSE "fee" * 10 END + 5
          ) // 10 AS "bilateral__amount"
        FROM (
          SELECT
            "claim",
            "day",
            "line",
            "modifiers",
            "role",
            "multiple" IN ('2', '3') AS "part_1",
            CAST("fee" AS BIGINT) AS "fee"
          FROM "lines"
        )
      )
    )
    WINDOW "w1" AS (
      PARTITION BY "claim", "day", "role"
      ORDER BY "bilateral__amount" DESC, "line"
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ), "w2" AS (PARTITION BY "claim", "day", "role")
  )
)
WINDOW "w1" AS (PARTITION BY "claim", "day"), "w2" AS (PARTITION BY "claim", "day", "role")
