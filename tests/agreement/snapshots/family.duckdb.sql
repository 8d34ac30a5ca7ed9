SELECT
  "claim",
  "day",
  "line",
  "line__outcome" AS "reason",
  CASE
    WHEN NOT (
      "line__outcome" = 0
      OR "line__outcome" = 68
      OR "line__outcome" = 21
      OR "line__outcome" = 22
      OR "line__outcome" = 18
    )
    THEN 0
    WHEN "has_charge"
    THEN LEAST("line__adjusted", "charge")
    ELSE "line__adjusted"
  END AS "amount"
FROM (
  SELECT
    "claim",
    "line",
    "day",
    "has_charge",
    "line__outcome",
    "charge",
    CASE
      WHEN (
        "participation__amount" + 500000000000000
      ) < 302231454903657293676544
      THEN CAST((
        "participation__amount" + 500000000000000
      ) >> 15 AS BIGINT) // 30517578125
      ELSE CAST((
        "participation__amount" + 500000000000000
      ) // 1000000000000000 AS BIGINT)
    END AS "line__adjusted"
  FROM (
    SELECT
      "claim",
      "line",
      "day",
      "has_charge",
      "line__outcome",
      "charge",
      (
        CASE
          WHEN "part_10"
          THEN CAST("anesthesia__amount" AS INT128) * 10000000
          ELSE CASE
            WHEN "part_51"
            THEN CAST("part_71" AS INT128) * 100000 + GREATEST("opps_cap__amount" - CAST("part_71" AS INT128), CAST(0 AS INT128)) * CAST("part_72" AS INT128)
            ELSE "opps_cap__amount" * 100000
          END * CAST("roles__share" AS INT128)
        END * CAST("practitioner__share" AS INT128)
      ) * CAST("part_73" AS INT128) AS "participation__amount"
    FROM (
      SELECT
        "claim",
        "line",
        "day",
        "has_charge",
        "part_10",
        "line__outcome",
        "anesthesia__amount",
        "part_51",
        "opps_cap__amount",
        "part_72",
        "roles__share",
        "practitioner__share",
        "part_73",
        "charge",
        CAST(LEAST("opps_cap__amount", CAST("part_70" AS INT128)) AS BIGINT) AS "part_71"
      FROM (
        SELECT
          "claim",
          "line",
          "day",
          "has_charge",
          "part_10",
          "line__outcome",
          "anesthesia__amount",
          "part_51",
          "part_70",
          "part_72",
          "roles__share",
          "practitioner__share",
          "part_73",
          "charge",
          CASE
            WHEN "part_53"
            THEN "imaging__amount"
            WHEN "part_64"
            THEN GREATEST(
              (
                "imaging__amount" - CAST("part_67" AS INT128) * 100
              ) - CAST("part_68" AS INT128),
              CAST(0 AS INT128)
            )
            ELSE CAST(CAST(LEAST("imaging__amount", CAST("part_69" AS INT128) * 100) AS BIGINT) AS INT128)
          END AS "opps_cap__amount"
        FROM (
          SELECT
            "claim",
            "line",
            "day",
            "has_charge",
            "part_10",
            "line__outcome",
            "anesthesia__amount",
            "part_51",
            "part_53",
            "part_64",
            "part_67",
            "part_68",
            "part_69",
            "part_70",
            "part_72",
            "roles__share",
            "practitioner__share",
            "part_73",
            "charge",
            CASE
              WHEN "therapy__leads"
              THEN CAST("therapy__amount" AS INT128) * 1000
              ELSE GREATEST(
                (
                  CASE
                    WHEN "part_54"
                    THEN CAST("endoscopy__amount" AS INT128) * CAST("multiple_surgery__share" AS INT128)
                    WHEN "multiple_surgery__is_ranked"
                    THEN CAST("split_care__item_fee" * "multiple_surgery__share" AS INT128)
                    ELSE CAST("part_57" AS INT128) * 100
                  END - CAST("imaging__technical_cut" AS INT128)
                ) - CAST("imaging__professional_cut" AS INT128),
                CAST(0 AS INT128)
              )
            END AS "imaging__amount"
          FROM (
            SELECT
              "claim",
              "line",
              "day",
              "has_charge",
              "part_10",
              "multiple_surgery__is_ranked",
              "split_care__item_fee",
              "endoscopy__amount",
              "line__outcome",
              "anesthesia__amount",
              "part_51",
              "part_53",
              "therapy__leads",
              "therapy__amount",
              "part_54",
              "part_57",
              "part_64",
              "imaging__technical_cut",
              "imaging__professional_cut",
              "part_67",
              "part_68",
              "part_69",
              "part_70",
              "part_72",
              "roles__share",
              "practitioner__share",
              "part_73",
              "charge",
              LEAST(
                GREATEST(
                  CASE
                    WHEN "multiple_surgery__position" <= 0
                    THEN 0
                    WHEN "multiple_surgery__position" <= 1
                    THEN 100
                    WHEN "part_55"
                    THEN 150 + 25 * GREATEST("multiple_surgery__position" - 2, 0)
                    ELSE (
                      10 + 5 * GREATEST("multiple_surgery__position" - 1, 0)
                    ) * 10
                  END - CASE
                    WHEN "part_56" <= 0
                    THEN 0
                    WHEN "part_56" <= 1
                    THEN 100
                    WHEN "part_55"
                    THEN 150 + 25 * GREATEST("part_56" - 2, 0)
                    ELSE (
                      10 + 5 * GREATEST("part_56" - 1, 0)
                    ) * 10
                  END,
                  0
                ),
                "part_31" * 100
              ) AS "multiple_surgery__share"
            FROM (
              SELECT
                "claim",
                "line",
                "day",
                "has_charge",
                "part_10",
                "multiple_surgery__is_ranked",
                "split_care__item_fee",
                "part_31",
                "endoscopy__amount",
                "multiple_surgery__position",
                "anesthesia__amount",
                "part_51",
                "part_53",
                "therapy__leads",
                "therapy__amount",
                "part_54",
                "part_55",
                "part_57",
                "part_64",
                "imaging__technical_cut",
                "imaging__professional_cut",
                "part_67",
                "part_68",
                "part_69",
                "part_70",
                "part_72",
                "roles__share",
                "practitioner__share",
                "part_73",
                "charge",
                CASE
                  WHEN "part_17"
                  THEN "line__checks"
                  WHEN "part_19"
                  THEN 60
                  WHEN "part_21"
                  THEN 15
                  WHEN "endoscopy__base_included"
                  THEN 27
                  WHEN "multiple_surgery__is_ranked" AND "multiple_surgery__position" > 5
                  THEN 28
                  WHEN "part_42"
                  THEN 67
                  WHEN "patient_share"
                  THEN 68
                  WHEN "part_43"
                  THEN 22
                  WHEN "part_44"
                  THEN 18
                  ELSE 0
                END AS "line__outcome",
                GREATEST("multiple_surgery__position" - "part_31", 0) AS "part_56"
              FROM (
                SELECT
                  "claim",
                  "line",
                  "day",
                  "has_charge",
                  "patient_share",
                  "part_10",
                  "line__checks",
                  "part_17",
                  "part_19",
                  "part_21",
                  "endoscopy__base_included",
                  "multiple_surgery__is_ranked",
                  "split_care__item_fee",
                  "part_31",
                  "endoscopy__amount",
                  "part_42",
                  "part_43",
                  "part_44",
                  "anesthesia__amount",
                  "part_51",
                  "part_53",
                  "therapy__leads",
                  "therapy__amount",
                  "part_54",
                  "part_55",
                  "part_57",
                  "part_64",
                  "imaging__technical_cut",
                  "imaging__professional_cut",
                  "part_67",
                  "part_68",
                  "part_69",
                  "part_70",
                  "part_72",
                  "roles__share",
                  "practitioner__share",
                  "part_73",
                  "charge",
                  CASE
                    WHEN "multiple_surgery__is_ranked"
                    THEN CAST(SUM(CASE WHEN "multiple_surgery__is_ranked" THEN "part_32" ELSE 0 END) OVER "w1" AS BIGINT)
                    ELSE 0
                  END AS "multiple_surgery__position"
                FROM (
                  SELECT
                    "claim",
                    "line",
                    "day",
                    "has_charge",
                    "patient_share",
                    "part_10",
                    "line__checks",
                    "part_17",
                    "part_19",
                    "part_21",
                    "part_23",
                    "line__role",
                    "endoscopy__base_included",
                    "multiple_surgery__is_ranked",
                    "split_care__item_fee",
                    "part_31",
                    "part_32",
                    "endoscopy__amount",
                    "line_",
                    "part_42",
                    "part_43",
                    "part_44",
                    "anesthesia__amount",
                    "part_51",
                    "part_53",
                    "therapy__leads",
                    "therapy__amount",
                    "part_54",
                    "part_55",
                    "part_57",
                    "part_64",
                    "imaging__technical_cut",
                    "imaging__professional_cut",
                    "part_67",
                    "part_68",
                    "part_69",
                    "part_70",
                    "part_72",
                    "roles__share",
                    "practitioner__share",
                    "part_73",
                    "charge",
                    CASE
                      WHEN "part_23"
                      THEN CAST(SUM(CASE WHEN "part_23" THEN CAST("endoscopy__amount" AS INT128) ELSE 0 END) OVER "w1" AS INT128)
                      ELSE 0
                    END AS "part_38",
                    CASE
                      WHEN "part_23"
                      THEN CAST(SUM(
                        CASE
                          WHEN "part_23"
                          THEN CASE WHEN "endoscopy__leads" THEN "line_" ELSE 0 END
                          ELSE 0
                        END
                      ) OVER "w1" AS BIGINT)
                      ELSE 0
                    END AS "part_39"
                  FROM (
                    SELECT
                      "claim",
                      "line",
                      "day",
                      "has_charge",
                      "patient_share",
                      "part_10",
                      "line__checks",
                      "part_17",
                      "part_19",
                      "part_21",
                      "part_23",
                      "part_24",
                      "line__role",
                      "endoscopy__base_included",
                      "multiple_surgery__is_ranked",
                      "split_care__item_fee",
                      "endoscopy__leads",
                      "part_31",
                      "part_32",
                      "endoscopy__amount",
                      "line_",
                      "part_42",
                      "part_43",
                      "part_44",
                      "anesthesia__amount",
                      "part_51",
                      "part_53",
                      "therapy__leads",
                      "therapy__amount",
                      "part_55",
                      "part_57",
                      "part_64",
                      "imaging__technical_cut",
                      "imaging__professional_cut",
                      "part_67",
                      "part_68",
                      "part_69",
                      "part_70",
                      "part_72",
                      "roles__share",
                      "practitioner__share",
                      "part_73",
                      "charge",
                      "multiple_surgery__is_ranked" AND "part_23" AS "part_54"
                    FROM (
                      SELECT
                        "claim",
                        "line",
                        "day",
                        "has_charge",
                        "patient_share",
                        "part_10",
                        "line__checks",
                        "part_17",
                        "part_19",
                        "part_21",
                        "part_23",
                        "part_24",
                        "line__role",
                        "endoscopy__base_included",
                        "split_care__item_fee",
                        "endoscopy__leads",
                        "part_31",
                        "endoscopy__amount",
                        "line_",
                        "part_43",
                        "part_44",
                        "anesthesia__amount",
                        "part_51",
                        "part_53",
                        "therapy__leads",
                        "therapy__amount",
                        "part_55",
                        "part_57",
                        "part_64",
                        "imaging__technical_cut",
                        "imaging__professional_cut",
                        "part_67",
                        "part_68",
                        "part_69",
                        "part_70",
                        "part_72",
                        "roles__share",
                        "practitioner__share",
                        "part_73",
                        "charge",
                        "part_28" AND NOT "endoscopy__base_included" AND NOT "mod_78" AND "part_29" AS "multiple_surgery__is_ranked",
                        CASE WHEN "part_23" AND "part_30" THEN 0 ELSE "part_31" END AS "part_32",
                        "part_40" AND (
                          "part_30" OR "part_41"
                        ) AS "part_42"
                      FROM (
                        SELECT
                          "claim",
                          "line",
                          "day",
                          "has_charge",
                          "mod_78",
                          "patient_share",
                          "part_10",
                          "line__checks",
                          "part_17",
                          "part_19",
                          "part_21",
                          "part_23",
                          "part_24",
                          "line__role",
                          "part_28",
                          "part_29",
                          "split_care__item_fee",
                          "endoscopy__leads",
                          "part_31",
                          "line_",
                          "part_40",
                          "part_41",
                          "part_43",
                          "part_44",
                          "anesthesia__amount",
                          "part_51",
                          "part_53",
                          "therapy__leads",
                          "therapy__amount",
                          "part_55",
                          "part_57",
                          "part_64",
                          "imaging__technical_cut",
                          "imaging__professional_cut",
                          "part_67",
                          "part_68",
                          "part_69",
                          "part_70",
                          "part_72",
                          "roles__share",
                          "practitioner__share",
                          "part_73",
                          "charge",
                          "part_26" AND "part_27" AS "endoscopy__base_included",
                          NOT "endoscopy__leads" AS "part_30",
                          CASE
                            WHEN "part_33"
                            THEN 0
                            ELSE CASE WHEN "endoscopy__leads" THEN "part_36" ELSE "part_37" END
                          END AS "endoscopy__amount"
                        FROM (
                          SELECT
                            "claim",
                            "line",
                            "day",
                            "has_charge",
                            "mod_78",
                            "patient_share",
                            "part_10",
                            "line__checks",
                            "part_17",
                            "part_19",
                            "part_21",
                            "part_23",
                            "part_24",
                            "line__role",
                            "part_27",
                            "part_28",
                            "part_29",
                            "split_care__item_fee",
                            "part_31",
                            "part_33",
                            "part_36",
                            "part_37",
                            "line_",
                            "part_40",
                            "part_41",
                            "part_43",
                            "part_44",
                            "anesthesia__amount",
                            "part_51",
                            "part_53",
                            "therapy__leads",
                            "therapy__amount",
                            "part_55",
                            "part_57",
                            "part_64",
                            "imaging__technical_cut",
                            "imaging__professional_cut",
                            "part_67",
                            "part_68",
                            "part_69",
                            "part_70",
                            "part_72",
                            "roles__share",
                            "practitioner__share",
                            "part_73",
                            "charge",
                            "part_25" AND BOOL_OR(CAST("part_25" AND "part_23" AS BOOLEAN)) OVER "w1" AS "part_26",
                            "part_23" AND SUM(CASE WHEN "part_23" THEN 1 ELSE 0 END) OVER "w2" = 1 AS "endoscopy__leads"
                          FROM (
                            SELECT
                              "claim",
                              "line",
                              "day",
                              "has_charge",
                              "mod_78",
                              "patient_share",
                              "part_10",
                              "line__checks",
                              "part_17",
                              "part_19",
                              "part_21",
                              "part_23",
                              "part_24",
                              "line__role",
                              "part_25",
                              "part_27",
                              "part_28",
                              "part_29",
                              "split_care__item_fee",
                              "part_31",
                              "part_33",
                              "part_36",
                              "part_37",
                              "line_",
                              "part_40",
                              "part_41",
                              "part_43",
                              "part_44",
                              "anesthesia__amount",
                              "part_51",
                              "part_53",
                              "therapy__leads",
                              "therapy__amount",
                              "part_55",
                              "part_57",
                              "part_64",
                              "imaging__professional_cut",
                              "part_69",
                              "part_70",
                              "part_72",
                              "roles__share",
                              "practitioner__share",
                              "part_73",
                              "charge",
                              "part_62" * "imaging__technical_later" AS "imaging__technical_cut",
                              GREATEST("bilateral__fee" - "part_66", 0) * GREATEST("bilateral__procedures" - "imaging__technical_later", 0) AS "part_67",
                              GREATEST((
                                "bilateral__fee" * 100 - "part_62"
                              ) - "part_66" * 100, 0) * "imaging__technical_later" AS "part_68"
                            FROM (
                              SELECT
                                "claim",
                                "line",
                                "day",
                                "has_charge",
                                "mod_78",
                                "patient_share",
                                "part_10",
                                "line__checks",
                                "part_17",
                                "part_19",
                                "part_21",
                                "part_23",
                                "part_24",
                                "line__role",
                                "part_25",
                                "part_27",
                                "part_28",
                                "part_29",
                                "bilateral__fee",
                                "split_care__item_fee",
                                "bilateral__procedures",
                                "part_31",
                                "part_33",
                                "part_36",
                                "part_37",
                                "line_",
                                "part_40",
                                "part_41",
                                "part_43",
                                "part_44",
                                "anesthesia__amount",
                                "part_51",
                                "part_53",
                                "therapy__leads",
                                "therapy__amount",
                                "part_55",
                                "part_57",
                                "part_62",
                                "part_64",
                                "imaging__professional_cut",
                                "part_66",
                                "part_69",
                                "part_72",
                                "roles__share",
                                "practitioner__share",
                                "part_73",
                                "charge",
                                CASE
                                  WHEN "part_64"
                                  THEN CASE
                                    WHEN "part_64" AND "part_60" > 0
                                    THEN "part_35"
                                    ELSE "bilateral__procedures"
                                  END
                                  ELSE 0
                                END AS "imaging__technical_later",
                                GREATEST((
                                  "part_65" * "bilateral__procedures"
                                ) * 100 - "imaging__professional_cut", 0) AS "part_70"
                              FROM (
                                SELECT
                                  "claim",
                                  "line",
                                  "day",
                                  "has_charge",
                                  "mod_78",
                                  "patient_share",
                                  "part_10",
                                  "line__checks",
                                  "part_17",
                                  "part_19",
                                  "part_21",
                                  "part_23",
                                  "part_24",
                                  "line__role",
                                  "part_25",
                                  "part_27",
                                  "part_28",
                                  "part_29",
                                  "bilateral__fee",
                                  "split_care__item_fee",
                                  "bilateral__procedures",
                                  "part_35",
                                  "part_36",
                                  "part_37",
                                  "line_",
                                  "part_41",
                                  "part_43",
                                  "part_44",
                                  "part_51",
                                  "part_53",
                                  "therapy__leads",
                                  "part_55",
                                  "part_57",
                                  "part_60",
                                  "part_62",
                                  "part_65",
                                  "part_66",
                                  "part_69",
                                  "part_72",
                                  "roles__share",
                                  "practitioner__share",
                                  "part_73",
                                  "charge",
                                  CASE WHEN "part_23" THEN 1 ELSE "bilateral__procedures" END AS "part_31",
                                  NOT "part_23" AS "part_33",
                                  "part_23" AND "endoscopy__base_fee" = 0 AS "part_40",
                                  (
                                    CASE
                                      WHEN "mod_AD"
                                      THEN 30
                                      WHEN "anesthesia__leads" OR (
                                        "part_45" AND "part_50"
                                      )
                                      THEN "base_units" + (
                                        (
                                          2 * CAST(10 AS BIGINT) * CASE
                                            WHEN "part_50"
                                            THEN "minutes"
                                            ELSE CASE WHEN "anesthesia__leads" THEN "minutes" ELSE 0 END
                                          END + CAST(15 AS BIGINT)
                                        ) // (
                                          2 * CAST(15 AS BIGINT)
                                        )
                                      )
                                      WHEN "part_45" AND "part_47"
                                      THEN "base_units"
                                      ELSE 0
                                    END * CAST("anesthesia_factor" AS BIGINT)
                                  ) * CASE WHEN "mod_QK" OR "mod_QX" OR "mod_QY" THEN CAST(5 AS BIGINT) ELSE 10 END AS "anesthesia__amount",
                                  CASE
                                    WHEN "therapy__leads"
                                    THEN "base__fee" + (
                                      (
                                        (
                                          (
                                            "part_14" * 10 + (
                                              "setting__practice_expense" * 5
                                            ) * "pe_gpci"
                                          ) + "part_15" * 10
                                        ) * "factor" + 50000000
                                      ) // 100000000
                                    ) * GREATEST("units" - 1, 0)
                                    ELSE 0
                                  END AS "therapy__amount",
                                  "part_63" OR (
                                    "line__competes" AND "multiple" IN ('6', '7')
                                  ) AS "part_64",
                                  CASE
                                    WHEN "part_63"
                                    THEN (
                                      "part_65" * (
                                        CAST(100 AS BIGINT) - 95
                                      )
                                    ) * CASE
                                      WHEN "part_63" AND "part_65" > 0
                                      THEN "part_35"
                                      ELSE "bilateral__procedures"
                                    END
                                    ELSE 0
                                  END AS "imaging__professional_cut"
                                FROM (
                                  SELECT
                                    "claim",
                                    "line",
                                    "day",
                                    "anesthesia_factor",
                                    "has_charge",
                                    "mod_78",
                                    "mod_AD",
                                    "mod_QK",
                                    "mod_QX",
                                    "mod_QY",
                                    "multiple",
                                    "patient_share",
                                    "units",
                                    "part_10",
                                    "factor",
                                    "part_14",
                                    "setting__practice_expense",
                                    "pe_gpci",
                                    "part_15",
                                    "base__fee",
                                    "line__checks",
                                    "part_17",
                                    "line__competes",
                                    "part_21",
                                    "part_24",
                                    "line__role",
                                    "part_27",
                                    "part_29",
                                    "bilateral__fee",
                                    "split_care__item_fee",
                                    "bilateral__procedures",
                                    "endoscopy__base_fee",
                                    "part_35",
                                    "line_",
                                    "part_41",
                                    "part_43",
                                    "part_44",
                                    "part_45",
                                    "part_47",
                                    "part_50",
                                    "base_units",
                                    "minutes",
                                    "part_51",
                                    "part_53",
                                    "part_55",
                                    "part_57",
                                    "part_60",
                                    "part_62",
                                    "part_65",
                                    "part_66",
                                    "part_69",
                                    "part_72",
                                    "roles__share",
                                    "practitioner__share",
                                    "part_73",
                                    "charge",
                                    "part_18" AND NOT (
                                      "line__competes" AND "part_18"
                                    ) AS "part_19",
                                    "line__competes" AND "part_22" AND NOT "mod_78" AS "part_23",
                                    "line__competes" AND NOT "mod_78" AS "part_25",
                                    "line__competes" AND "multiple" IN ('1', '2', '3') AS "part_28",
                                    "split_care__item_fee" + "part_34" * "part_35" AS "part_36",
                                    "part_34" * "bilateral__procedures" AS "part_37",
                                    "part_45" AND NOT "part_47" AND NOT "part_49" AS "anesthesia__leads",
                                    "line__competes" AND "multiple" = '5' AS "therapy__leads",
                                    "line__competes" AND "part_61" AND NOT "part_48" AS "part_63"
                                  FROM (
                                    SELECT
                                      "claim",
                                      "line",
                                      "day",
                                      "anesthesia_factor",
                                      "has_charge",
                                      "mod_78",
                                      "mod_AD",
                                      "mod_QK",
                                      "mod_QX",
                                      "mod_QY",
                                      "multiple",
                                      "patient_share",
                                      "units",
                                      "part_10",
                                      "factor",
                                      "part_14",
                                      "setting__practice_expense",
                                      "pe_gpci",
                                      "part_15",
                                      "base__fee",
                                      "line__checks",
                                      "part_18",
                                      "part_21",
                                      "part_22",
                                      "part_24",
                                      "line__role",
                                      "part_27",
                                      "part_29",
                                      "bilateral__fee",
                                      "split_care__item_fee",
                                      "bilateral__procedures",
                                      "endoscopy__base_fee",
                                      "part_35",
                                      "line_",
                                      "part_41",
                                      "part_43",
                                      "part_44",
                                      "part_47",
                                      "part_48",
                                      "part_49",
                                      "part_50",
                                      "base_units",
                                      "minutes",
                                      "part_51",
                                      "part_53",
                                      "part_55",
                                      "part_60",
                                      "part_61",
                                      "part_62",
                                      "part_65",
                                      "part_66",
                                      "part_69",
                                      "part_72",
                                      "roles__share",
                                      "practitioner__share",
                                      "part_73",
                                      "charge",
                                      NOT "part_16" AS "part_17",
                                      (
                                        "part_16" OR "line__checks" = 29 OR "line__checks" = 30 OR "line__checks" = 31
                                      )
                                      AND "part_13" AS "line__competes",
                                      GREATEST("split_care__item_fee" - "endoscopy__base_fee" * 10, 0) AS "part_34",
                                      "part_10" AND "part_16" AND NOT "mod_AD" AS "part_45",
                                      "split_care__item_fee" * "bilateral__procedures" AS "part_57"
                                    FROM (
                                      SELECT
                                        "claim",
                                        "line",
                                        "day",
                                        "anesthesia_factor",
                                        "has_charge",
                                        "mod_78",
                                        "mod_AD",
                                        "mod_QK",
                                        "mod_QX",
                                        "mod_QY",
                                        "multiple",
                                        "patient_share",
                                        "units",
                                        "part_10",
                                        "part_13",
                                        "factor",
                                        "part_14",
                                        "setting__practice_expense",
                                        "pe_gpci",
                                        "part_15",
                                        "base__fee",
                                        "line__checks",
                                        "part_18",
                                        "part_21",
                                        "part_22",
                                        "part_24",
                                        "line__role",
                                        "part_27",
                                        "part_29",
                                        "bilateral__fee",
                                        "bilateral__procedures",
                                        "endoscopy__base_fee",
                                        "part_35",
                                        "line_",
                                        "part_41",
                                        "part_43",
                                        "part_44",
                                        "part_47",
                                        "part_48",
                                        "part_49",
                                        "part_50",
                                        "base_units",
                                        "minutes",
                                        "part_51",
                                        "part_53",
                                        "part_55",
                                        "part_60",
                                        "part_61",
                                        "part_65",
                                        "part_66",
                                        "part_72",
                                        "roles__share",
                                        "practitioner__share",
                                        "part_73",
                                        "charge",
                                        "line__checks" = 0 AS "part_16",
                                        CASE
                                          WHEN "part_9"
                                          THEN (
                                            (
                                              "bilateral__fee" * "split_care__share" + 500
                                            ) // 1000
                                          ) * 10
                                          ELSE "bilateral__fee"
                                        END AS "split_care__item_fee",
                                        "part_60" * (
                                          100 - CASE WHEN "part_61" THEN CAST(50 AS BIGINT) WHEN "multiple" = '6' THEN 75 ELSE 80 END
                                        ) AS "part_62",
                                        "part_66" * "bilateral__procedures" AS "part_69"
                                      FROM (
                                        SELECT
                                          "claim",
                                          "line",
                                          "day",
                                          "anesthesia_factor",
                                          "has_charge",
                                          "mod_78",
                                          "mod_AD",
                                          "mod_QK",
                                          "mod_QX",
                                          "mod_QY",
                                          "multiple",
                                          "patient_share",
                                          "units",
                                          "part_9",
                                          "split_care__share",
                                          "part_10",
                                          "part_13",
                                          "factor",
                                          "part_14",
                                          "setting__practice_expense",
                                          "pe_gpci",
                                          "part_15",
                                          "base__fee",
                                          "part_18",
                                          "part_21",
                                          "part_22",
                                          "part_24",
                                          "line__role",
                                          "part_27",
                                          "part_29",
                                          "bilateral__procedures",
                                          "endoscopy__base_fee",
                                          "line_",
                                          "part_43",
                                          "part_44",
                                          "part_47",
                                          "part_48",
                                          "part_49",
                                          "part_50",
                                          "base_units",
                                          "minutes",
                                          "part_51",
                                          "part_55",
                                          "part_61",
                                          "part_72",
                                          "roles__share",
                                          "practitioner__share",
                                          "part_73",
                                          "charge",
                                          CASE
                                            WHEN "release_missing"
                                            THEN CAST(2 AS BIGINT)
                                            WHEN NOT "row_found" AND NOT "component_missing"
                                            THEN 1
                                            WHEN "units" < 1
                                            THEN 5
                                            WHEN "unknown_modifier"
                                            THEN 6
                                            WHEN "mod_GY"
                                            THEN 8
                                            WHEN "mod_GZ"
                                            THEN 9
                                            WHEN "unmodelled_modifier"
                                            THEN 7
                                            WHEN "mod_73" OR "mod_74"
                                            THEN 32
                                            WHEN NOT "place_known"
                                            THEN 10
                                            WHEN NOT "place_setting" IN ('facility', 'nonfacility')
                                            THEN 11
                                            WHEN "mod_26" AND "mod_TC"
                                            THEN 13
                                            WHEN "component_missing"
                                            THEN 12
                                            WHEN "status" = 'B'
                                            THEN 47
                                            WHEN "status" = 'C'
                                            THEN 48
                                            WHEN "status" = 'D'
                                            THEN 49
                                            WHEN "status" = 'E'
                                            THEN 50
                                            WHEN "status" = 'F'
                                            THEN 51
                                            WHEN "status" = 'G'
                                            THEN 52
                                            WHEN "status" = 'H'
                                            THEN 53
                                            WHEN "status" = 'I'
                                            THEN 54
                                            WHEN "status" = 'M'
                                            THEN 56
                                            WHEN "status" = 'N'
                                            THEN 57
                                            WHEN "status" = 'P'
                                            THEN 58
                                            WHEN "status" = 'X'
                                            THEN 59
                                            WHEN (
                                              "mod_TC" OR "part_1"
                                            ) AND "part_3"
                                            THEN 14
                                            WHEN "pctc" = '5' AND "part_3"
                                            THEN 63
                                            WHEN "pctc" = '7' AND "part_3" AND "provider" = 'therapist'
                                            THEN 64
                                            WHEN "pctc" = '8' AND NOT "part_3"
                                            THEN 65
                                            WHEN "provider" IN ('MFT', 'MHC')
                                            AND CASE WHEN "day" >= CAST('2024-01-01' AS DATE) THEN CAST(1 AS BIGINT) ELSE 0 END = 0
                                            THEN 66
                                            WHEN "part_4" AND "bilateral" = '9'
                                            THEN 19
                                            WHEN "mod_50" AND "part_5" AND "units" > 1
                                            THEN 20
                                            WHEN "part_4" AND "units" > 2
                                            THEN 20
                                            WHEN (
                                              "part_6" AND (
                                                "mod_62" OR "mod_66"
                                              )
                                            ) OR (
                                              "mod_62" AND "mod_66"
                                            )
                                            THEN 42
                                            WHEN "part_6" AND "assistant" = '9'
                                            THEN 35
                                            WHEN "part_6" AND "assistant" = '1'
                                            THEN 33
                                            WHEN "part_6" AND "assistant" = '0'
                                            THEN 34
                                            WHEN "mod_62" AND "co_surgeon" = '9'
                                            THEN 38
                                            WHEN "mod_62" AND "co_surgeon" = '0'
                                            THEN 36
                                            WHEN "mod_62" AND "co_surgeon" = '1'
                                            THEN 37
                                            WHEN "mod_66" AND "team" = '9'
                                            THEN 41
                                            WHEN "mod_66" AND "team" = '0'
                                            THEN 40
                                            WHEN "mod_66"
                                            THEN 39
                                            WHEN "part_7" AND NOT "part_8"
                                            THEN 23
                                            WHEN "mod_78" AND "part_7"
                                            THEN 23
                                            WHEN "part_9" AND "part_8" AND "split_care__share" = 0
                                            THEN 17
                                            WHEN "part_10" AND NOT "has_anesthesia_factor"
                                            THEN 45
                                            WHEN "part_11" AND NOT "has_base_units"
                                            THEN 43
                                            WHEN "part_11" AND NOT "part_12" AND NOT "has_minutes"
                                            THEN 44
                                            WHEN "locality_missing"
                                            THEN 3
                                            WHEN "part_13" AND "factor" = 0
                                            THEN 61
                                            WHEN "part_13" AND "base__fee" = 0
                                            THEN 4
                                            WHEN "parts_missing"
                                            THEN 62
                                            WHEN "mod_22"
                                            THEN 29
                                            WHEN "mod_52"
                                            THEN 30
                                            WHEN "mod_53" AND NOT "has_row_53"
                                            THEN 31
                                            ELSE 0
                                          END AS "line__checks",
                                          "base__fee" * "bilateral__item_sides" AS "bilateral__fee",
                                          GREATEST("bilateral__procedures" - 1, 0) AS "part_35",
                                          "bilateral__procedures" > 1 AS "part_41",
                                          NOT (
                                            "opps_cap__fee" > 0
                                          ) AS "part_53",
                                          CASE
                                            WHEN "part_58"
                                            THEN 0
                                            WHEN "part_59"
                                            THEN "base__fee"
                                            WHEN "part_20"
                                            THEN (
                                              (
                                                (
                                                  (
                                                    CAST("tc_work" AS BIGINT) * 1
                                                  ) * "work_gpci" + CASE
                                                    WHEN "part_2"
                                                    THEN CAST("tc_pe_facility" AS BIGINT)
                                                    ELSE CAST("tc_pe_nonfacility" AS BIGINT)
                                                  END * "pe_gpci"
                                                ) + CAST("tc_mp" AS BIGINT) * "mp_gpci"
                                              ) * "factor" + 5000000
                                            ) // 10000000
                                            ELSE 0
                                          END * "bilateral__item_sides" AS "part_60",
                                          CASE
                                            WHEN "part_59"
                                            THEN 0
                                            WHEN "part_58"
                                            THEN "base__fee"
                                            WHEN "part_20"
                                            THEN (
                                              (
                                                (
                                                  (
                                                    CAST("pc_work" AS BIGINT) * 1
                                                  ) * "work_gpci" + CASE
                                                    WHEN "part_2"
                                                    THEN CAST("pc_pe_facility" AS BIGINT)
                                                    ELSE CAST("pc_pe_nonfacility" AS BIGINT)
                                                  END * "pe_gpci"
                                                ) + CAST("pc_mp" AS BIGINT) * "mp_gpci"
                                              ) * "factor" + 5000000
                                            ) // 10000000
                                            ELSE "base__fee"
                                          END * "bilateral__item_sides" AS "part_65",
                                          "opps_cap__fee" * "bilateral__item_sides" AS "part_66"
                                        FROM (
                                          SELECT
                                            "claim",
                                            "line",
                                            "day",
                                            "anesthesia_factor",
                                            "assistant",
                                            "bilateral",
                                            "co_surgeon",
                                            "component_missing",
                                            "has_anesthesia_factor",
                                            "has_base_units",
                                            "has_charge",
                                            "has_minutes",
                                            "has_row_53",
                                            "locality_missing",
                                            "mod_22",
                                            "mod_26",
                                            "mod_50",
                                            "mod_52",
                                            "mod_53",
                                            "mod_62",
                                            "mod_66",
                                            "mod_73",
                                            "mod_74",
                                            "mod_78",
                                            "mod_AD",
                                            "mod_GY",
                                            "mod_GZ",
                                            "mod_QK",
                                            "mod_QX",
                                            "mod_QY",
                                            "mod_TC",
                                            "multiple",
                                            "parts_missing",
                                            "patient_share",
                                            "pc_mp",
                                            "pc_pe_facility",
                                            "pc_pe_nonfacility",
                                            "pc_work",
                                            "pctc",
                                            "place_known",
                                            "place_setting",
                                            "provider",
                                            "release_missing",
                                            "row_found",
                                            "status",
                                            "tc_mp",
                                            "tc_pe_facility",
                                            "tc_pe_nonfacility",
                                            "tc_work",
                                            "team",
                                            "unknown_modifier",
                                            "unmodelled_modifier",
                                            "units",
                                            "part_1",
                                            "part_2",
                                            "part_3",
                                            "part_4",
                                            "part_5",
                                            "part_6",
                                            "part_7",
                                            "part_8",
                                            "part_9",
                                            "split_care__share",
                                            "part_10",
                                            "part_11",
                                            "part_12",
                                            "part_13",
                                            "factor",
                                            "work_gpci",
                                            "part_14",
                                            "setting__practice_expense",
                                            "pe_gpci",
                                            "mp_gpci",
                                            "part_15",
                                            "part_18",
                                            "part_20",
                                            "part_22",
                                            "part_24",
                                            "line__role",
                                            "part_27",
                                            "part_29",
                                            "endoscopy__base_fee",
                                            "line_",
                                            "part_43",
                                            "part_44",
                                            "part_47",
                                            "part_48",
                                            "part_49",
                                            "base_units",
                                            "minutes",
                                            "part_51",
                                            "part_55",
                                            "part_58",
                                            "part_59",
                                            "part_61",
                                            "part_72",
                                            "roles__share",
                                            "practitioner__share",
                                            "part_73",
                                            "charge",
                                            (
                                              (
                                                (
                                                  "part_14" + "setting__practice_expense" * "pe_gpci"
                                                ) + "part_15"
                                              ) * "factor" + 5000000
                                            ) // 10000000 AS "base__fee",
                                            "part_3" AND "part_20" AND "row" = '' AS "part_21",
                                            CASE
                                              WHEN "bilateral__both_on_line" AND "bilateral" = '1'
                                              THEN CAST(15 AS BIGINT)
                                              ELSE 10
                                            END AS "bilateral__item_sides",
                                            CASE
                                              WHEN "bilateral__both_on_line" AND "part_5"
                                              THEN 2
                                              WHEN "bilateral__both_on_line"
                                              THEN 1
                                              ELSE "units"
                                            END AS "bilateral__procedures",
                                            "part_46" OR "part_49" AS "part_50",
                                            CASE
                                              WHEN "part_52" + "opps_mp" > 0 AND CAST(1 AS BIGINT) = 1
                                              THEN (
                                                (
                                                  (
                                                    "part_14" + "part_52" * "pe_gpci"
                                                  ) + "opps_mp" * "mp_gpci"
                                                ) * "factor" + 5000000
                                              ) // 10000000
                                              ELSE 0
                                            END AS "opps_cap__fee"
                                          FROM (
                                            SELECT
                                              "claim",
                                              "line",
                                              "day",
                                              "anesthesia_factor",
                                              "assistant",
                                              "bilateral",
                                              "co_surgeon",
                                              "component_missing",
                                              "has_anesthesia_factor",
                                              "has_base_units",
                                              "has_charge",
                                              "has_minutes",
                                              "has_row_53",
                                              "locality_missing",
                                              "mod_22",
                                              "mod_26",
                                              "mod_50",
                                              "mod_52",
                                              "mod_53",
                                              "mod_62",
                                              "mod_66",
                                              "mod_73",
                                              "mod_74",
                                              "mod_78",
                                              "mod_AD",
                                              "mod_GY",
                                              "mod_GZ",
                                              "mod_QK",
                                              "mod_QX",
                                              "mod_QY",
                                              "mod_TC",
                                              "multiple",
                                              "parts_missing",
                                              "patient_share",
                                              "pc_mp",
                                              "pc_pe_facility",
                                              "pc_pe_nonfacility",
                                              "pc_work",
                                              "pctc",
                                              "place_known",
                                              "place_setting",
                                              "provider",
                                              "release_missing",
                                              "row",
                                              "row_found",
                                              "status",
                                              "tc_mp",
                                              "tc_pe_facility",
                                              "tc_pe_nonfacility",
                                              "tc_work",
                                              "team",
                                              "unknown_modifier",
                                              "unmodelled_modifier",
                                              "units",
                                              "part_1",
                                              "part_2",
                                              "part_4",
                                              "part_5",
                                              "part_6",
                                              "part_7",
                                              "part_8",
                                              "part_10",
                                              "part_12",
                                              "factor",
                                              "work_gpci",
                                              "pe_gpci",
                                              "mp_gpci",
                                              "part_18",
                                              "part_20",
                                              "part_22",
                                              "part_29",
                                              "line_",
                                              "part_43",
                                              "part_46",
                                              "part_48",
                                              "base_units",
                                              "minutes",
                                              "part_51",
                                              "opps_mp",
                                              "part_55",
                                              "part_58",
                                              "part_61",
                                              "part_72",
                                              "practitioner__share",
                                              "part_73",
                                              "charge",
                                              "part_2" AND "hospital_place" AS "part_3",
                                              "part_7" OR "mod_78" AS "part_9",
                                              CASE
                                                WHEN "mod_78" AND "part_8"
                                                THEN "intra_op"
                                                WHEN "part_7"
                                                THEN (
                                                  CASE WHEN "mod_54" OR "mod_56" THEN CAST("pre_op" AS BIGINT) ELSE 0 END + CASE WHEN "mod_54" THEN "intra_op" ELSE 0 END
                                                ) + CASE WHEN "mod_55" THEN CAST("post_op" AS BIGINT) ELSE 0 END
                                                ELSE 100
                                              END AS "split_care__share",
                                              "part_10" AND NOT "mod_AD" AS "part_11",
                                              NOT "part_10" AS "part_13",
                                              (
                                                CAST("work" AS BIGINT) * 1
                                              ) * "work_gpci" AS "part_14",
                                              CASE
                                                WHEN "part_2"
                                                THEN CAST("pe_facility" AS BIGINT)
                                                ELSE CAST("pe_nonfacility" AS BIGINT)
                                              END AS "setting__practice_expense",
                                              CAST("mp" AS BIGINT) * "mp_gpci" AS "part_15",
                                              CASE WHEN "part_22" THEN "endoscopic_base" ELSE "code" END AS "part_24",
                                              CASE WHEN "part_6" THEN 'assistant' ELSE 'surgeon' END AS "line__role",
                                              NOT "part_22" AS "part_27",
                                              "part_4" OR (
                                                "units" = 2 AND "bilateral" IN ('1', '2')
                                              ) AS "bilateral__both_on_line",
                                              (
                                                (
                                                  (
                                                    (
                                                      CAST("base_work" AS BIGINT) * 1
                                                    ) * "work_gpci" + CASE
                                                      WHEN "part_2"
                                                      THEN CAST("base_pe_facility" AS BIGINT)
                                                      ELSE CAST("base_pe_nonfacility" AS BIGINT)
                                                    END * "pe_gpci"
                                                  ) + CAST("base_mp" AS BIGINT) * "mp_gpci"
                                                ) * "factor" + 5000000
                                              ) // 10000000 AS "endoscopy__base_fee",
                                              (
                                                "part_2" AND "na_facility"
                                              ) OR (
                                                NOT "part_2" AND "na_nonfacility"
                                              ) AS "part_44",
                                              "part_12" OR "part_46" AS "part_47",
                                              "part_48" OR "mod_76" OR "mod_77" OR "mod_78" OR "mod_79" AS "part_49",
                                              CASE
                                                WHEN "part_2"
                                                THEN CAST("opps_pe_facility" AS BIGINT)
                                                ELSE CAST("opps_pe_nonfacility" AS BIGINT)
                                              END AS "part_52",
                                              "row" = 'TC' OR "part_1" AS "part_59",
                                              CASE
                                                WHEN "mod_AS"
                                                THEN CAST(136 AS BIGINT)
                                                WHEN "part_6"
                                                THEN 160
                                                WHEN "mod_62"
                                                THEN 625
                                                ELSE 1000
                                              END AS "roles__share"
                                            FROM (
                                              SELECT
                                                "claim",
                                                "line",
                                                "day",
                                                "anesthesia_factor",
                                                "assistant",
                                                "base_mp",
                                                "base_pe_facility",
                                                "base_pe_nonfacility",
                                                "base_work",
                                                "bilateral",
                                                "co_surgeon",
                                                "code",
                                                "component_missing",
                                                "endoscopic_base",
                                                "has_anesthesia_factor",
                                                "has_base_units",
                                                "has_charge",
                                                "has_minutes",
                                                "has_row_53",
                                                "hospital_place",
                                                "locality_missing",
                                                "mod_22",
                                                "mod_26",
                                                "mod_50",
                                                "mod_52",
                                                "mod_53",
                                                "mod_54",
                                                "mod_55",
                                                "mod_56",
                                                "mod_62",
                                                "mod_66",
                                                "mod_73",
                                                "mod_74",
                                                "mod_76",
                                                "mod_77",
                                                "mod_78",
                                                "mod_79",
                                                "mod_AD",
                                                "mod_AS",
                                                "mod_GY",
                                                "mod_GZ",
                                                "mod_QK",
                                                "mod_QX",
                                                "mod_QY",
                                                "mod_TC",
                                                "mp",
                                                "multiple",
                                                "na_facility",
                                                "na_nonfacility",
                                                "opps_pe_facility",
                                                "opps_pe_nonfacility",
                                                "parts_missing",
                                                "patient_share",
                                                "pc_mp",
                                                "pc_pe_facility",
                                                "pc_pe_nonfacility",
                                                "pc_work",
                                                "pctc",
                                                "pe_facility",
                                                "pe_nonfacility",
                                                "place_known",
                                                "place_setting",
                                                "post_op",
                                                "pre_op",
                                                "provider",
                                                "release_missing",
                                                "row",
                                                "row_found",
                                                "status",
                                                "tc_mp",
                                                "tc_pe_facility",
                                                "tc_pe_nonfacility",
                                                "tc_work",
                                                "team",
                                                "unknown_modifier",
                                                "unmodelled_modifier",
                                                "work",
                                                CAST("units" AS BIGINT) AS "units",
                                                "pctc" = '3' AS "part_1",
                                                "place_setting" = 'facility' AS "part_2",
                                                "mod_50" OR (
                                                  "mod_RT" AND "mod_LT"
                                                ) AS "part_4",
                                                "bilateral" = '3' AS "part_5",
                                                "mod_80" OR "mod_81" OR "mod_82" OR "mod_AS" AS "part_6",
                                                "mod_54" OR "mod_55" OR "mod_56" AS "part_7",
                                                "global_days" IN ('010', '090') AS "part_8",
                                                CAST("intra_op" AS BIGINT) AS "intra_op",
                                                "status" = 'J' AS "part_10",
                                                "code" = '01953' AS "part_12",
                                                CAST("factor" AS BIGINT) AS "factor",
                                                CAST("work_gpci" AS BIGINT) AS "work_gpci",
                                                CAST("pe_gpci" AS BIGINT) AS "pe_gpci",
                                                CAST("mp_gpci" AS BIGINT) AS "mp_gpci",
                                                "status" = 'T' AS "part_18",
                                                "pctc" IN ('1', '4') AS "part_20",
                                                "multiple" = '3' AS "part_22",
                                                NOT (
                                                  (
                                                    "mod_55" OR "mod_56"
                                                  ) AND NOT "mod_54"
                                                ) AS "part_29",
                                                CAST("line" AS BIGINT) AS "line_",
                                                "mod_50" AND "bilateral" IN ('0', '2') AS "part_43",
                                                "code" IN ('01968', '01969') AS "part_46",
                                                "mod_59" OR "mod_XE" AS "part_48",
                                                CAST("base_units" AS BIGINT) AS "base_units",
                                                CAST("minutes" AS BIGINT) AS "minutes",
                                                "mod_FX" OR "mod_FY" OR "mod_CT" AS "part_51",
                                                CAST("opps_mp" AS BIGINT) AS "opps_mp",
                                                "multiple" = '1' AS "part_55",
                                                "row" = '26' AS "part_58",
                                                "multiple" = '4' AS "part_61",
                                                (
                                                  CASE WHEN "mod_FX" THEN CAST(8 AS BIGINT) ELSE 10 END * CASE
                                                    WHEN "mod_FY"
                                                    THEN CASE WHEN "day" >= CAST('2023-01-01' AS DATE) THEN CAST(90 AS BIGINT) ELSE 93 END
                                                    ELSE 100
                                                  END
                                                ) * CASE WHEN "mod_CT" THEN CAST(85 AS BIGINT) ELSE 100 END AS "part_72",
                                                CASE
                                                  WHEN "mod_AS"
                                                  THEN CAST(100 AS BIGINT)
                                                  WHEN "provider" = 'NP'
                                                  THEN 85
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
                                                END AS "practitioner__share",
                                                CASE WHEN "participating" THEN CAST(100 AS BIGINT) ELSE 95 END AS "part_73",
                                                CAST("charge" AS BIGINT) AS "charge"
                                              FROM "lines"
                                            )
                                          )
                                        )
                                      )
                                    )
                                  )
                                )
                              )
                            )
                          )
                          WINDOW "w1" AS (PARTITION BY "claim", "part_24", "line__role"), "w2" AS (
                            PARTITION BY "claim", "part_24", "line__role"
                            ORDER BY "split_care__item_fee" DESC, "line"
                            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
                          )
                        )
                      )
                    )
                  )
                  WINDOW "w1" AS (PARTITION BY "claim", "part_24", "line__role")
                )
                WINDOW "w1" AS (
                  PARTITION BY "claim", "line__role"
                  ORDER BY CASE WHEN "part_23" THEN "part_38" ELSE CAST("split_care__item_fee" AS INT128) END DESC, CASE WHEN "part_23" THEN "part_39" ELSE "line_" END, "part_32" DESC, "line"
                  ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
                )
              )
            )
          )
        )
      )
    )
  )
)
