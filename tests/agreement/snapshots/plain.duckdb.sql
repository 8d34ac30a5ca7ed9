SELECT
  "claim",
  "day",
  "line",
  "line__outcome" AS "reason",
  CASE
    WHEN NOT "line__outcome" IN (
      '',
      'note.patient_share',
      'note.bilateral_pair',
      'note.bilateral_at_full',
      'note.na_setting'
    )
    THEN 0
    WHEN "has_charge"
    THEN LEAST("line__adjusted", CAST("charge" AS BIGINT))
    ELSE "line__adjusted"
  END AS "amount"
FROM (
  SELECT
    "claim",
    "day",
    "line",
    "charge",
    "has_charge",
    CASE
      WHEN NOT (
        "line__checks" = ''
      )
      THEN "line__checks"
      WHEN "part_4"
      AND NOT (
        "line__checks" IN ('', 'unusual.22', 'reduced.52', 'discontinued.53')
        AND "part_4"
      )
      THEN 'status.T_with_others'
      WHEN "part_2" AND "pctc" IN ('1', '4') AND "row" = ''
      THEN 'component.whole_in_hospital'
      WHEN (
        "part_1" AND "na_facility"
      ) OR (
        NOT "part_1" AND "na_nonfacility"
      )
      THEN 'note.na_setting'
      ELSE ''
    END AS "line__outcome",
    (
      (
        CASE
          WHEN NOT (
            "opps_cap__fee" > 0
          )
          THEN "multiple_surgery__amount"
          ELSE LEAST("multiple_surgery__amount", "opps_cap__fee" * "bilateral__procedures")
        END * CASE
          WHEN "provider" = 'NP'
          THEN CAST(85 AS BIGINT)
          WHEN "provider" = 'CNS'
          THEN 85
          WHEN "provider" = 'PA'
          THEN 85
          WHEN "provider" = 'RD'
          THEN 85
          WHEN "provider" = 'CSW'
          THEN 75
          WHEN "provider" = 'CP'
          THEN 100
          WHEN "provider" = 'CNM'
          THEN 100
          WHEN "provider" = 'MFT'
          THEN 75
          WHEN "provider" = 'MHC'
          THEN 75
          ELSE 100
        END
      ) * CASE WHEN "participating" THEN CAST(100 AS BIGINT) ELSE 95 END + 5000
    ) // 10000 AS "line__adjusted"
  FROM (
    SELECT
      "claim",
      "day",
      "line",
      "charge",
      "has_charge",
      "na_facility",
      "na_nonfacility",
      "participating",
      "pctc",
      "provider",
      "row",
      "bilateral__procedures",
      "part_1",
      "part_2",
      "part_4",
      CASE
        WHEN "release_missing"
        THEN 'release.missing'
        WHEN NOT "row_found" AND NOT "component_missing"
        THEN 'row.unknown'
        WHEN "bilateral__procedures" < 1
        THEN 'units.bad'
        WHEN NOT "place_known"
        THEN 'place.unknown'
        WHEN NOT "place_setting" IN ('facility', 'nonfacility')
        THEN 'place.no_setting'
        WHEN "mod_26" AND "mod_TC"
        THEN 'component.both'
        WHEN "component_missing"
        THEN 'component.absent'
        WHEN "status" = 'B'
        THEN 'status.B'
        WHEN "status" = 'C'
        THEN 'status.C'
        WHEN "status" = 'D'
        THEN 'status.D'
        WHEN "status" = 'E'
        THEN 'status.E'
        WHEN "status" = 'F'
        THEN 'status.F'
        WHEN "status" = 'G'
        THEN 'status.G'
        WHEN "status" = 'H'
        THEN 'status.H'
        WHEN "status" = 'I'
        THEN 'status.I'
        WHEN "status" = 'M'
        THEN 'status.M'
        WHEN "status" = 'N'
        THEN 'status.N'
        WHEN "status" = 'P'
        THEN 'status.P'
        WHEN "status" = 'X'
        THEN 'status.X'
        WHEN (
          "mod_TC" OR "pctc" = '3'
        ) AND "part_2"
        THEN 'component.technical_in_facility'
        WHEN "pctc" = '5' AND "part_2"
        THEN 'incident_to.in_hospital'
        WHEN "pctc" = '7' AND "part_2" AND "provider" = 'therapist'
        THEN 'therapy.in_hospital'
        WHEN "pctc" = '8' AND NOT "part_2"
        THEN 'interpretation.not_inpatient'
        WHEN "provider" IN ('MFT', 'MHC')
        AND CASE WHEN "day" >= CAST('2024-01-01' AS DATE) THEN CAST(1 AS BIGINT) ELSE 0 END = 0
        THEN 'practitioner.not_yet'
        WHEN "locality_missing"
        THEN 'locality.missing'
        WHEN "factor" = 0
        THEN 'factor.missing'
        WHEN "base__fee" = 0
        THEN 'no_rvus'
        ELSE ''
      END AS "line__checks",
      CASE
        WHEN "part_5" + "opps_mp" > 0 AND CAST(1 AS BIGINT) = 1
        THEN (
          (
            (
              "part_3" + "part_5" * "pe_gpci"
            ) + "opps_mp" * "mp_gpci"
          ) * "factor" + 5000000
        ) // 10000000
        ELSE 0
      END AS "opps_cap__fee",
      "base__fee" * "bilateral__procedures" AS "multiple_surgery__amount"
    FROM (
      SELECT
        "claim",
        "day",
        "line",
        "charge",
        "component_missing",
        "has_charge",
        "locality_missing",
        "mod_26",
        "mod_TC",
        "na_facility",
        "na_nonfacility",
        "participating",
        "pctc",
        "place_known",
        "place_setting",
        "provider",
        "release_missing",
        "row",
        "row_found",
        "status",
        "bilateral__procedures",
        "part_1",
        "factor",
        "part_3",
        "pe_gpci",
        "mp_gpci",
        "part_4",
        "opps_mp",
        "part_1" AND "hospital_place" AS "part_2",
        (
          (
            (
              "part_3" + CASE
                WHEN "part_1"
                THEN CAST("pe_facility" AS BIGINT)
                ELSE CAST("pe_nonfacility" AS BIGINT)
              END * "pe_gpci"
            ) + CAST("mp" AS BIGINT) * "mp_gpci"
          ) * "factor" + 5000000
        ) // 10000000 AS "base__fee",
        CASE
          WHEN "part_1"
          THEN CAST("opps_pe_facility" AS BIGINT)
          ELSE CAST("opps_pe_nonfacility" AS BIGINT)
        END AS "part_5"
      FROM (
        SELECT
          "claim",
          "day",
          "line",
          "charge",
          "component_missing",
          "has_charge",
          "hospital_place",
          "locality_missing",
          "mod_26",
          "mod_TC",
          "mp",
          "na_facility",
          "na_nonfacility",
          "opps_pe_facility",
          "opps_pe_nonfacility",
          "participating",
          "pctc",
          "pe_facility",
          "pe_nonfacility",
          "place_known",
          "place_setting",
          "provider",
          "release_missing",
          "row",
          "row_found",
          "status",
          CAST("units" AS BIGINT) AS "bilateral__procedures",
          "place_setting" = 'facility' AS "part_1",
          CAST("factor" AS BIGINT) AS "factor",
          (
            CAST("work" AS BIGINT) * 1
          ) * CAST("work_gpci" AS BIGINT) AS "part_3",
          CAST("pe_gpci" AS BIGINT) AS "pe_gpci",
          CAST("mp_gpci" AS BIGINT) AS "mp_gpci",
          "status" = 'T' AS "part_4",
          CAST("opps_mp" AS BIGINT) AS "opps_mp"
        FROM "lines"
      )
    )
  )
)
