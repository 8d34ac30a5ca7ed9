SELECT
  `claim`,
  `day`,
  `line`,
  `line__outcome` AS `reason`,
  CASE
    WHEN NOT `line__outcome` IN (
      '',
      'note.patient_share',
      'note.bilateral_pair',
      'note.bilateral_at_full',
      'note.na_setting'
    )
    THEN 0
    WHEN `has_charge`
    THEN LEAST(`line__adjusted`, `charge`)
    ELSE `line__adjusted`
  END AS `amount`
FROM (
  SELECT
    `claim`,
    `day`,
    `line`,
    `has_charge`,
    `line__outcome`,
    `charge`,
    (
      `participation__amount` + 500000000000000
    ) DIV 1000000000000000 AS `line__adjusted`
  FROM (
    SELECT
      `claim`,
      `day`,
      `line`,
      `has_charge`,
      `line__outcome`,
      `charge`,
      (
        CASE
          WHEN `part_10`
          THEN CAST(`anesthesia__amount` AS DECIMAL(38, 0)) * 10000000
          ELSE CASE
            WHEN `part_47`
            THEN CAST(`part_56` AS DECIMAL(38, 0)) * 100000 + GREATEST(`opps_cap__amount` - CAST(`part_56` AS DECIMAL(38, 0)), CAST(0 AS DECIMAL(38, 0))) * CAST(`part_57` AS DECIMAL(38, 0))
            ELSE `opps_cap__amount` * 100000
          END * CAST(`roles__share` AS DECIMAL(38, 0))
        END * CAST(`practitioner__share` AS DECIMAL(38, 0))
      ) * CAST(`part_58` AS DECIMAL(38, 0)) AS `participation__amount`
    FROM (
      SELECT
        `claim`,
        `day`,
        `line`,
        `has_charge`,
        `part_10`,
        `line__outcome`,
        `anesthesia__amount`,
        `part_47`,
        `opps_cap__amount`,
        `part_57`,
        `roles__share`,
        `practitioner__share`,
        `part_58`,
        `charge`,
        CAST(LEAST(`opps_cap__amount`, CAST(`part_55` AS DECIMAL(38, 0)) * 100) AS BIGINT) AS `part_56`
      FROM (
        SELECT
          `claim`,
          `day`,
          `line`,
          `has_charge`,
          `part_10`,
          `line__outcome`,
          `anesthesia__amount`,
          `part_47`,
          `part_55`,
          `part_57`,
          `roles__share`,
          `practitioner__share`,
          `part_58`,
          `charge`,
          CASE
            WHEN `part_49`
            THEN `multiple_surgery__amount`
            ELSE CAST(CAST(LEAST(`multiple_surgery__amount`, CAST(`part_54` AS DECIMAL(38, 0)) * 100) AS BIGINT) AS DECIMAL(38, 0))
          END AS `opps_cap__amount`
        FROM (
          SELECT
            `claim`,
            `day`,
            `line`,
            `has_charge`,
            `part_10`,
            `line__outcome`,
            `anesthesia__amount`,
            `part_47`,
            `part_49`,
            `part_54`,
            `part_55`,
            `part_57`,
            `roles__share`,
            `practitioner__share`,
            `part_58`,
            `charge`,
            CASE
              WHEN `part_50`
              THEN CAST(`endoscopy__amount` AS DECIMAL(38, 0)) * CAST(`multiple_surgery__share` AS DECIMAL(38, 0))
              WHEN `multiple_surgery__is_ranked`
              THEN CAST(`split_care__item_fee` * `multiple_surgery__share` AS DECIMAL(38, 0))
              ELSE CAST(`part_53` AS DECIMAL(38, 0)) * 100
            END AS `multiple_surgery__amount`
          FROM (
            SELECT
              `claim`,
              `day`,
              `line`,
              `has_charge`,
              `part_10`,
              `multiple_surgery__is_ranked`,
              `split_care__item_fee`,
              `endoscopy__amount`,
              `line__outcome`,
              `anesthesia__amount`,
              `part_47`,
              `part_49`,
              `part_50`,
              `part_53`,
              `part_54`,
              `part_55`,
              `part_57`,
              `roles__share`,
              `practitioner__share`,
              `part_58`,
              `charge`,
              LEAST(
                GREATEST(
                  CASE
                    WHEN `multiple_surgery__position` <= 0
                    THEN 0
                    WHEN `multiple_surgery__position` <= 1
                    THEN 100
                    WHEN `part_51`
                    THEN 150 + 25 * GREATEST(`multiple_surgery__position` - 2, 0)
                    ELSE (
                      10 + 5 * GREATEST(`multiple_surgery__position` - 1, 0)
                    ) * 10
                  END - CASE
                    WHEN `part_52` <= 0
                    THEN 0
                    WHEN `part_52` <= 1
                    THEN 100
                    WHEN `part_51`
                    THEN 150 + 25 * GREATEST(`part_52` - 2, 0)
                    ELSE (
                      10 + 5 * GREATEST(`part_52` - 1, 0)
                    ) * 10
                  END,
                  0
                ),
                `part_29` * 100
              ) AS `multiple_surgery__share`
            FROM (
              SELECT
                `claim`,
                `day`,
                `line`,
                `has_charge`,
                `part_10`,
                `multiple_surgery__is_ranked`,
                `split_care__item_fee`,
                `part_29`,
                `endoscopy__amount`,
                `multiple_surgery__position`,
                `anesthesia__amount`,
                `part_47`,
                `part_49`,
                `part_50`,
                `part_51`,
                `part_53`,
                `part_54`,
                `part_55`,
                `part_57`,
                `roles__share`,
                `practitioner__share`,
                `part_58`,
                `charge`,
                CASE
                  WHEN `part_16`
                  THEN `line__checks`
                  WHEN `part_18`
                  THEN 'status.T_with_others'
                  WHEN `part_20`
                  THEN 'component.whole_in_hospital'
                  WHEN `endoscopy__base_included`
                  THEN 'endoscopy.base_included'
                  WHEN `multiple_surgery__is_ranked` AND `multiple_surgery__position` > 5
                  THEN 'multiple_surgery.sixth'
                  WHEN `part_39`
                  THEN 'endoscopy.base_missing'
                  WHEN `patient_share`
                  THEN 'note.patient_share'
                  WHEN `part_40`
                  THEN 'note.bilateral_at_full'
                  WHEN `part_41`
                  THEN 'note.na_setting'
                  ELSE ''
                END AS `line__outcome`,
                GREATEST(`multiple_surgery__position` - `part_29`, 0) AS `part_52`
              FROM (
                SELECT
                  `claim`,
                  `day`,
                  `line`,
                  `has_charge`,
                  `patient_share`,
                  `part_10`,
                  `line__checks`,
                  `part_16`,
                  `part_18`,
                  `part_20`,
                  `endoscopy__base_included`,
                  `multiple_surgery__is_ranked`,
                  `split_care__item_fee`,
                  `part_29`,
                  `endoscopy__amount`,
                  `part_39`,
                  `part_40`,
                  `part_41`,
                  `anesthesia__amount`,
                  `part_47`,
                  `part_49`,
                  `part_50`,
                  `part_51`,
                  `part_53`,
                  `part_54`,
                  `part_55`,
                  `part_57`,
                  `roles__share`,
                  `practitioner__share`,
                  `part_58`,
                  `charge`,
                  CASE
                    WHEN `multiple_surgery__is_ranked`
                    THEN CAST(SUM(CASE WHEN `multiple_surgery__is_ranked` THEN `part_30` ELSE 0 END) OVER `w1` AS BIGINT)
                    ELSE 0
                  END AS `multiple_surgery__position`
                FROM (
                  SELECT
                    `claim`,
                    `day`,
                    `line`,
                    `has_charge`,
                    `patient_share`,
                    `part_10`,
                    `line__checks`,
                    `part_16`,
                    `part_18`,
                    `part_20`,
                    `part_22`,
                    `line__role`,
                    `endoscopy__base_included`,
                    `multiple_surgery__is_ranked`,
                    `split_care__item_fee`,
                    `part_29`,
                    `part_30`,
                    `endoscopy__amount`,
                    `line_`,
                    `part_39`,
                    `part_40`,
                    `part_41`,
                    `anesthesia__amount`,
                    `part_47`,
                    `part_49`,
                    `part_50`,
                    `part_51`,
                    `part_53`,
                    `part_54`,
                    `part_55`,
                    `part_57`,
                    `roles__share`,
                    `practitioner__share`,
                    `part_58`,
                    `charge`,
                    CASE
                      WHEN `part_22`
                      THEN CAST(SUM(CASE WHEN `part_22` THEN CAST(`endoscopy__amount` AS DECIMAL(38, 0)) ELSE 0 END) OVER `w1` AS DECIMAL(38, 0))
                      ELSE 0
                    END AS `part_35`,
                    CASE
                      WHEN `part_22`
                      THEN CAST(SUM(
                        CASE
                          WHEN `part_22`
                          THEN CASE WHEN `endoscopy__leads` THEN `line_` ELSE 0 END
                          ELSE 0
                        END
                      ) OVER `w1` AS BIGINT)
                      ELSE 0
                    END AS `part_36`
                  FROM (
                    SELECT
                      `claim`,
                      `day`,
                      `line`,
                      `has_charge`,
                      `patient_share`,
                      `part_10`,
                      `line__checks`,
                      `part_16`,
                      `part_18`,
                      `part_20`,
                      `part_22`,
                      `part_23`,
                      `line__role`,
                      `endoscopy__base_included`,
                      `multiple_surgery__is_ranked`,
                      `split_care__item_fee`,
                      `endoscopy__leads`,
                      `part_29`,
                      `part_30`,
                      `endoscopy__amount`,
                      `line_`,
                      `part_39`,
                      `part_40`,
                      `part_41`,
                      `anesthesia__amount`,
                      `part_47`,
                      `part_49`,
                      `part_51`,
                      `part_53`,
                      `part_54`,
                      `part_55`,
                      `part_57`,
                      `roles__share`,
                      `practitioner__share`,
                      `part_58`,
                      `charge`,
                      `multiple_surgery__is_ranked` AND `part_22` AS `part_50`
                    FROM (
                      SELECT
                        `claim`,
                        `day`,
                        `line`,
                        `has_charge`,
                        `patient_share`,
                        `part_10`,
                        `line__checks`,
                        `part_16`,
                        `part_18`,
                        `part_20`,
                        `part_22`,
                        `part_23`,
                        `line__role`,
                        `endoscopy__base_included`,
                        `split_care__item_fee`,
                        `endoscopy__leads`,
                        `part_29`,
                        `endoscopy__amount`,
                        `line_`,
                        `part_40`,
                        `part_41`,
                        `anesthesia__amount`,
                        `part_47`,
                        `part_49`,
                        `part_51`,
                        `part_53`,
                        `part_54`,
                        `part_55`,
                        `part_57`,
                        `roles__share`,
                        `practitioner__share`,
                        `part_58`,
                        `charge`,
                        `line__competes` AND NOT `endoscopy__base_included` AND NOT `mod_78` AND `part_27` AS `multiple_surgery__is_ranked`,
                        CASE WHEN `part_22` AND `part_28` THEN 0 ELSE `part_29` END AS `part_30`,
                        `part_37` AND (
                          `part_28` OR `part_38`
                        ) AS `part_39`
                      FROM (
                        SELECT
                          `claim`,
                          `day`,
                          `line`,
                          `has_charge`,
                          `mod_78`,
                          `patient_share`,
                          `part_10`,
                          `line__checks`,
                          `part_16`,
                          `line__competes`,
                          `part_18`,
                          `part_20`,
                          `part_22`,
                          `part_23`,
                          `line__role`,
                          `part_27`,
                          `split_care__item_fee`,
                          `endoscopy__leads`,
                          `part_29`,
                          `line_`,
                          `part_37`,
                          `part_38`,
                          `part_40`,
                          `part_41`,
                          `anesthesia__amount`,
                          `part_47`,
                          `part_49`,
                          `part_51`,
                          `part_53`,
                          `part_54`,
                          `part_55`,
                          `part_57`,
                          `roles__share`,
                          `practitioner__share`,
                          `part_58`,
                          `charge`,
                          `part_25` AND `part_26` AS `endoscopy__base_included`,
                          NOT `endoscopy__leads` AS `part_28`,
                          CASE
                            WHEN `part_31`
                            THEN 0
                            ELSE CASE WHEN `endoscopy__leads` THEN `part_33` ELSE `part_34` END
                          END AS `endoscopy__amount`
                        FROM (
                          SELECT
                            `claim`,
                            `day`,
                            `line`,
                            `has_charge`,
                            `mod_78`,
                            `patient_share`,
                            `part_10`,
                            `line__checks`,
                            `part_16`,
                            `line__competes`,
                            `part_18`,
                            `part_20`,
                            `part_22`,
                            `part_23`,
                            `line__role`,
                            `part_26`,
                            `part_27`,
                            `split_care__item_fee`,
                            `part_29`,
                            `part_31`,
                            `part_33`,
                            `part_34`,
                            `line_`,
                            `part_37`,
                            `part_38`,
                            `part_40`,
                            `part_41`,
                            `anesthesia__amount`,
                            `part_47`,
                            `part_49`,
                            `part_51`,
                            `part_53`,
                            `part_54`,
                            `part_55`,
                            `part_57`,
                            `roles__share`,
                            `practitioner__share`,
                            `part_58`,
                            `charge`,
                            `part_24` AND BOOL_OR(`part_24` AND `part_22`) OVER `w1` AS `part_25`,
                            `part_22` AND SUM(CASE WHEN `part_22` THEN 1 ELSE 0 END) OVER `w2` = 1 AS `endoscopy__leads`
                          FROM (
                            SELECT
                              `claim`,
                              `day`,
                              `line`,
                              `has_charge`,
                              `mod_78`,
                              `patient_share`,
                              `part_10`,
                              `line__checks`,
                              `part_16`,
                              `line__competes`,
                              `part_18`,
                              `part_20`,
                              `part_22`,
                              `part_23`,
                              `line__role`,
                              `part_24`,
                              `part_26`,
                              `part_27`,
                              `split_care__item_fee`,
                              `part_29`,
                              `part_31`,
                              `part_33`,
                              `part_34`,
                              `line_`,
                              `part_37`,
                              `part_38`,
                              `part_40`,
                              `part_41`,
                              `part_47`,
                              `part_49`,
                              `part_51`,
                              `part_53`,
                              `part_54`,
                              `part_55`,
                              `part_57`,
                              `roles__share`,
                              `practitioner__share`,
                              `part_58`,
                              `charge`,
                              (
                                CASE
                                  WHEN `mod_AD`
                                  THEN 30
                                  WHEN `anesthesia__leads` OR (
                                    `part_42` AND `part_46`
                                  )
                                  THEN `base_units` + (
                                    (
                                      2 * CAST(10 AS BIGINT) * CASE
                                        WHEN `part_46`
                                        THEN `minutes`
                                        ELSE CASE WHEN `anesthesia__leads` THEN `minutes` ELSE 0 END
                                      END + CAST(15 AS BIGINT)
                                    ) DIV (
                                      2 * CAST(15 AS BIGINT)
                                    )
                                  )
                                  WHEN `part_42` AND `part_44`
                                  THEN `base_units`
                                  ELSE 0
                                END * CAST(`anesthesia_factor` AS BIGINT)
                              ) * CASE WHEN `mod_QK` OR `mod_QX` OR `mod_QY` THEN CAST(5 AS BIGINT) ELSE 10 END AS `anesthesia__amount`
                            FROM (
                              SELECT
                                `claim`,
                                `day`,
                                `line`,
                                `anesthesia_factor`,
                                `has_charge`,
                                `mod_78`,
                                `mod_AD`,
                                `mod_QK`,
                                `mod_QX`,
                                `mod_QY`,
                                `patient_share`,
                                `part_10`,
                                `line__checks`,
                                `part_16`,
                                `line__competes`,
                                `part_18`,
                                `part_20`,
                                `part_22`,
                                `part_23`,
                                `line__role`,
                                `part_24`,
                                `part_26`,
                                `part_27`,
                                `split_care__item_fee`,
                                `line_`,
                                `part_38`,
                                `part_40`,
                                `part_41`,
                                `part_42`,
                                `part_44`,
                                `part_46`,
                                `base_units`,
                                `minutes`,
                                `part_47`,
                                `part_49`,
                                `part_51`,
                                `part_53`,
                                `part_54`,
                                `part_55`,
                                `part_57`,
                                `roles__share`,
                                `practitioner__share`,
                                `part_58`,
                                `charge`,
                                CASE WHEN `part_22` THEN 1 ELSE `bilateral__procedures` END AS `part_29`,
                                NOT `part_22` AS `part_31`,
                                `split_care__item_fee` + `part_32` * GREATEST(`bilateral__procedures` - 1, 0) AS `part_33`,
                                `part_32` * `bilateral__procedures` AS `part_34`,
                                `part_22` AND `endoscopy__base_fee` = 0 AS `part_37`,
                                `part_42` AND NOT `part_44` AND NOT `part_45` AS `anesthesia__leads`
                              FROM (
                                SELECT
                                  `claim`,
                                  `day`,
                                  `line`,
                                  `anesthesia_factor`,
                                  `has_charge`,
                                  `mod_78`,
                                  `mod_AD`,
                                  `mod_QK`,
                                  `mod_QX`,
                                  `mod_QY`,
                                  `patient_share`,
                                  `part_10`,
                                  `line__checks`,
                                  `line__competes`,
                                  `part_20`,
                                  `part_23`,
                                  `line__role`,
                                  `part_26`,
                                  `part_27`,
                                  `split_care__item_fee`,
                                  `bilateral__procedures`,
                                  `endoscopy__base_fee`,
                                  `line_`,
                                  `part_38`,
                                  `part_40`,
                                  `part_41`,
                                  `part_44`,
                                  `part_45`,
                                  `part_46`,
                                  `base_units`,
                                  `minutes`,
                                  `part_47`,
                                  `part_49`,
                                  `part_51`,
                                  `part_54`,
                                  `part_55`,
                                  `part_57`,
                                  `roles__share`,
                                  `practitioner__share`,
                                  `part_58`,
                                  `charge`,
                                  NOT `part_15` AS `part_16`,
                                  `part_17` AND NOT (
                                    `line__competes` AND `part_17`
                                  ) AS `part_18`,
                                  `line__competes` AND `part_21` AND NOT `mod_78` AS `part_22`,
                                  `line__competes` AND NOT `mod_78` AS `part_24`,
                                  GREATEST(`split_care__item_fee` - `endoscopy__base_fee` * 10, 0) AS `part_32`,
                                  `part_10` AND `part_15` AND NOT `mod_AD` AS `part_42`,
                                  `split_care__item_fee` * `bilateral__procedures` AS `part_53`
                                FROM (
                                  SELECT
                                    `claim`,
                                    `day`,
                                    `line`,
                                    `anesthesia_factor`,
                                    `has_charge`,
                                    `mod_78`,
                                    `mod_AD`,
                                    `mod_QK`,
                                    `mod_QX`,
                                    `mod_QY`,
                                    `patient_share`,
                                    `part_10`,
                                    `line__checks`,
                                    `part_17`,
                                    `part_20`,
                                    `part_21`,
                                    `part_23`,
                                    `line__role`,
                                    `part_26`,
                                    `part_27`,
                                    `bilateral__procedures`,
                                    `endoscopy__base_fee`,
                                    `line_`,
                                    `part_38`,
                                    `part_40`,
                                    `part_41`,
                                    `part_44`,
                                    `part_45`,
                                    `part_46`,
                                    `base_units`,
                                    `minutes`,
                                    `part_47`,
                                    `part_49`,
                                    `part_51`,
                                    `part_54`,
                                    `part_55`,
                                    `part_57`,
                                    `roles__share`,
                                    `practitioner__share`,
                                    `part_58`,
                                    `charge`,
                                    `line__checks` = '' AS `part_15`,
                                    `line__checks` IN ('', 'unusual.22', 'reduced.52', 'discontinued.53')
                                    AND `part_13` AS `line__competes`,
                                    CASE
                                      WHEN `part_9`
                                      THEN (
                                        (
                                          `bilateral__fee` * `split_care__share` + 500
                                        ) DIV 1000
                                      ) * 10
                                      ELSE `bilateral__fee`
                                    END AS `split_care__item_fee`
                                  FROM (
                                    SELECT
                                      `claim`,
                                      `day`,
                                      `line`,
                                      `anesthesia_factor`,
                                      `has_charge`,
                                      `mod_78`,
                                      `mod_AD`,
                                      `mod_QK`,
                                      `mod_QX`,
                                      `mod_QY`,
                                      `patient_share`,
                                      `part_9`,
                                      `split_care__share`,
                                      `part_10`,
                                      `part_13`,
                                      `part_17`,
                                      `part_20`,
                                      `part_21`,
                                      `part_23`,
                                      `line__role`,
                                      `part_26`,
                                      `part_27`,
                                      `bilateral__procedures`,
                                      `endoscopy__base_fee`,
                                      `line_`,
                                      `part_40`,
                                      `part_41`,
                                      `part_44`,
                                      `part_45`,
                                      `part_46`,
                                      `base_units`,
                                      `minutes`,
                                      `part_47`,
                                      `part_51`,
                                      `part_57`,
                                      `roles__share`,
                                      `practitioner__share`,
                                      `part_58`,
                                      `charge`,
                                      CASE
                                        WHEN `release_missing`
                                        THEN 'release.missing'
                                        WHEN NOT `row_found` AND NOT `component_missing`
                                        THEN 'row.unknown'
                                        WHEN `units` < 1
                                        THEN 'units.bad'
                                        WHEN `unknown_modifier`
                                        THEN 'modifier.unknown'
                                        WHEN `mod_GY`
                                        THEN 'excluded.GY'
                                        WHEN `mod_GZ`
                                        THEN 'excluded.GZ'
                                        WHEN `unmodelled_modifier`
                                        THEN 'modifier.not_modelled'
                                        WHEN `mod_73` OR `mod_74`
                                        THEN 'facility.73_74'
                                        WHEN NOT `place_known`
                                        THEN 'place.unknown'
                                        WHEN NOT `place_setting` IN ('facility', 'nonfacility')
                                        THEN 'place.no_setting'
                                        WHEN `mod_26` AND `mod_TC`
                                        THEN 'component.both'
                                        WHEN `component_missing`
                                        THEN 'component.absent'
                                        WHEN `status` = 'B'
                                        THEN 'status.B'
                                        WHEN `status` = 'C'
                                        THEN 'status.C'
                                        WHEN `status` = 'D'
                                        THEN 'status.D'
                                        WHEN `status` = 'E'
                                        THEN 'status.E'
                                        WHEN `status` = 'F'
                                        THEN 'status.F'
                                        WHEN `status` = 'G'
                                        THEN 'status.G'
                                        WHEN `status` = 'H'
                                        THEN 'status.H'
                                        WHEN `status` = 'I'
                                        THEN 'status.I'
                                        WHEN `status` = 'M'
                                        THEN 'status.M'
                                        WHEN `status` = 'N'
                                        THEN 'status.N'
                                        WHEN `status` = 'P'
                                        THEN 'status.P'
                                        WHEN `status` = 'X'
                                        THEN 'status.X'
                                        WHEN (
                                          `mod_TC` OR `part_1`
                                        ) AND `part_3`
                                        THEN 'component.technical_in_facility'
                                        WHEN `pctc` = '5' AND `part_3`
                                        THEN 'incident_to.in_hospital'
                                        WHEN `pctc` = '7' AND `part_3` AND `provider` = 'therapist'
                                        THEN 'therapy.in_hospital'
                                        WHEN `pctc` = '8' AND NOT `part_3`
                                        THEN 'interpretation.not_inpatient'
                                        WHEN `provider` IN ('MFT', 'MHC')
                                        AND CASE WHEN `day` >= CAST('2024-01-01' AS DATE) THEN CAST(1 AS BIGINT) ELSE 0 END = 0
                                        THEN 'practitioner.not_yet'
                                        WHEN `part_4` AND `bilateral` = '9'
                                        THEN 'bilateral.not_applicable'
                                        WHEN `mod_50` AND `part_5` AND `units` > 1
                                        THEN 'bilateral.twice'
                                        WHEN `part_4` AND `units` > 2
                                        THEN 'bilateral.twice'
                                        WHEN (
                                          `part_6` AND (
                                            `mod_62` OR `mod_66`
                                          )
                                        ) OR (
                                          `mod_62` AND `mod_66`
                                        )
                                        THEN 'roles.contradict'
                                        WHEN `part_6` AND `assistant` = '9'
                                        THEN 'assistant.not_applicable'
                                        WHEN `part_6` AND `assistant` = '1'
                                        THEN 'assistant.never'
                                        WHEN `part_6` AND `assistant` = '0'
                                        THEN 'assistant.needs_documentation'
                                        WHEN `mod_62` AND `co_surgeon` = '9'
                                        THEN 'co_surgeon.not_applicable'
                                        WHEN `mod_62` AND `co_surgeon` = '0'
                                        THEN 'co_surgeon.never'
                                        WHEN `mod_62` AND `co_surgeon` = '1'
                                        THEN 'co_surgeon.needs_documentation'
                                        WHEN `mod_66` AND `team` = '9'
                                        THEN 'team.not_applicable'
                                        WHEN `mod_66` AND `team` = '0'
                                        THEN 'team.never'
                                        WHEN `mod_66`
                                        THEN 'team.by_report'
                                        WHEN `part_7` AND NOT `part_8`
                                        THEN 'split_care.not_applicable'
                                        WHEN `mod_78` AND `part_7`
                                        THEN 'split_care.not_applicable'
                                        WHEN `part_9` AND `part_8` AND `split_care__share` = 0
                                        THEN 'split_care.no_shares'
                                        WHEN `part_10` AND NOT `has_anesthesia_factor`
                                        THEN 'anesthesia.factor'
                                        WHEN `part_11` AND NOT `has_base_units`
                                        THEN 'anesthesia.base_units'
                                        WHEN `part_11` AND NOT `part_12` AND NOT `has_minutes`
                                        THEN 'anesthesia.minutes'
                                        WHEN `locality_missing`
                                        THEN 'locality.missing'
                                        WHEN `part_13` AND `factor` = 0
                                        THEN 'factor.missing'
                                        WHEN `part_13` AND `base__fee` = 0
                                        THEN 'no_rvus'
                                        WHEN `mod_22`
                                        THEN 'unusual.22'
                                        WHEN `mod_52`
                                        THEN 'reduced.52'
                                        WHEN `mod_53` AND NOT `has_row_53`
                                        THEN 'discontinued.53'
                                        ELSE ''
                                      END AS `line__checks`,
                                      `base__fee` * `bilateral__item_sides` AS `bilateral__fee`,
                                      `bilateral__procedures` > 1 AS `part_38`,
                                      NOT (
                                        `opps_cap__fee` > 0
                                      ) AS `part_49`,
                                      (
                                        `opps_cap__fee` * `bilateral__item_sides`
                                      ) * `bilateral__procedures` AS `part_54`,
                                      (
                                        CASE
                                          WHEN `row` = 'TC' OR `part_1`
                                          THEN 0
                                          WHEN `row` = '26'
                                          THEN `base__fee`
                                          WHEN `part_19`
                                          THEN (
                                            (
                                              (
                                                (
                                                  CAST(`pc_work` AS BIGINT) * 1
                                                ) * `work_gpci` + CASE
                                                  WHEN `part_2`
                                                  THEN CAST(`pc_pe_facility` AS BIGINT)
                                                  ELSE CAST(`pc_pe_nonfacility` AS BIGINT)
                                                END * `pe_gpci`
                                              ) + CAST(`pc_mp` AS BIGINT) * `mp_gpci`
                                            ) * `factor` + 5000000
                                          ) DIV 10000000
                                          ELSE `base__fee`
                                        END * `bilateral__item_sides`
                                      ) * `bilateral__procedures` AS `part_55`
                                    FROM (
                                      SELECT
                                        `claim`,
                                        `day`,
                                        `line`,
                                        `anesthesia_factor`,
                                        `assistant`,
                                        `bilateral`,
                                        `co_surgeon`,
                                        `component_missing`,
                                        `has_anesthesia_factor`,
                                        `has_base_units`,
                                        `has_charge`,
                                        `has_minutes`,
                                        `has_row_53`,
                                        `locality_missing`,
                                        `mod_22`,
                                        `mod_26`,
                                        `mod_50`,
                                        `mod_52`,
                                        `mod_53`,
                                        `mod_62`,
                                        `mod_66`,
                                        `mod_73`,
                                        `mod_74`,
                                        `mod_78`,
                                        `mod_AD`,
                                        `mod_GY`,
                                        `mod_GZ`,
                                        `mod_QK`,
                                        `mod_QX`,
                                        `mod_QY`,
                                        `mod_TC`,
                                        `patient_share`,
                                        `pc_mp`,
                                        `pc_pe_facility`,
                                        `pc_pe_nonfacility`,
                                        `pc_work`,
                                        `pctc`,
                                        `place_known`,
                                        `place_setting`,
                                        `provider`,
                                        `release_missing`,
                                        `row`,
                                        `row_found`,
                                        `status`,
                                        `team`,
                                        `unknown_modifier`,
                                        `unmodelled_modifier`,
                                        `units`,
                                        `part_1`,
                                        `part_2`,
                                        `part_3`,
                                        `part_4`,
                                        `part_5`,
                                        `part_6`,
                                        `part_7`,
                                        `part_8`,
                                        `part_9`,
                                        `split_care__share`,
                                        `part_10`,
                                        `part_11`,
                                        `part_12`,
                                        `part_13`,
                                        `factor`,
                                        `work_gpci`,
                                        `pe_gpci`,
                                        `mp_gpci`,
                                        `part_17`,
                                        `part_19`,
                                        `part_21`,
                                        `part_23`,
                                        `line__role`,
                                        `part_26`,
                                        `part_27`,
                                        `endoscopy__base_fee`,
                                        `line_`,
                                        `part_40`,
                                        `part_41`,
                                        `part_44`,
                                        `part_45`,
                                        `part_46`,
                                        `base_units`,
                                        `minutes`,
                                        `part_47`,
                                        `part_51`,
                                        `part_57`,
                                        `roles__share`,
                                        `practitioner__share`,
                                        `part_58`,
                                        `charge`,
                                        (
                                          (
                                            (
                                              `part_14` + CASE
                                                WHEN `part_2`
                                                THEN CAST(`pe_facility` AS BIGINT)
                                                ELSE CAST(`pe_nonfacility` AS BIGINT)
                                              END * `pe_gpci`
                                            ) + CAST(`mp` AS BIGINT) * `mp_gpci`
                                          ) * `factor` + 5000000
                                        ) DIV 10000000 AS `base__fee`,
                                        `part_3` AND `part_19` AND `row` = '' AS `part_20`,
                                        CASE
                                          WHEN `bilateral__both_on_line` AND `bilateral` = '1'
                                          THEN CAST(15 AS BIGINT)
                                          ELSE 10
                                        END AS `bilateral__item_sides`,
                                        CASE
                                          WHEN `bilateral__both_on_line` AND `part_5`
                                          THEN 2
                                          WHEN `bilateral__both_on_line`
                                          THEN 1
                                          ELSE `units`
                                        END AS `bilateral__procedures`,
                                        CASE
                                          WHEN `part_48` + `opps_mp` > 0 AND CAST(1 AS BIGINT) = 1
                                          THEN (
                                            (
                                              (
                                                `part_14` + `part_48` * `pe_gpci`
                                              ) + `opps_mp` * `mp_gpci`
                                            ) * `factor` + 5000000
                                          ) DIV 10000000
                                          ELSE 0
                                        END AS `opps_cap__fee`
                                      FROM (
                                        SELECT
                                          `claim`,
                                          `day`,
                                          `line`,
                                          `anesthesia_factor`,
                                          `assistant`,
                                          `bilateral`,
                                          `co_surgeon`,
                                          `component_missing`,
                                          `has_anesthesia_factor`,
                                          `has_base_units`,
                                          `has_charge`,
                                          `has_minutes`,
                                          `has_row_53`,
                                          `locality_missing`,
                                          `mod_22`,
                                          `mod_26`,
                                          `mod_50`,
                                          `mod_52`,
                                          `mod_53`,
                                          `mod_62`,
                                          `mod_66`,
                                          `mod_73`,
                                          `mod_74`,
                                          `mod_78`,
                                          `mod_AD`,
                                          `mod_GY`,
                                          `mod_GZ`,
                                          `mod_QK`,
                                          `mod_QX`,
                                          `mod_QY`,
                                          `mod_TC`,
                                          `mp`,
                                          `patient_share`,
                                          `pc_mp`,
                                          `pc_pe_facility`,
                                          `pc_pe_nonfacility`,
                                          `pc_work`,
                                          `pctc`,
                                          `pe_facility`,
                                          `pe_nonfacility`,
                                          `place_known`,
                                          `place_setting`,
                                          `provider`,
                                          `release_missing`,
                                          `row`,
                                          `row_found`,
                                          `status`,
                                          `team`,
                                          `unknown_modifier`,
                                          `unmodelled_modifier`,
                                          `units`,
                                          `part_1`,
                                          `part_2`,
                                          `part_4`,
                                          `part_5`,
                                          `part_6`,
                                          `part_7`,
                                          `part_8`,
                                          `part_10`,
                                          `part_12`,
                                          `factor`,
                                          `work_gpci`,
                                          `pe_gpci`,
                                          `mp_gpci`,
                                          `part_17`,
                                          `part_19`,
                                          `part_21`,
                                          `part_27`,
                                          `line_`,
                                          `part_40`,
                                          `part_45`,
                                          `base_units`,
                                          `minutes`,
                                          `part_47`,
                                          `opps_mp`,
                                          `part_51`,
                                          `part_57`,
                                          `practitioner__share`,
                                          `part_58`,
                                          `charge`,
                                          `part_2` AND `hospital_place` AS `part_3`,
                                          `part_7` OR `mod_78` AS `part_9`,
                                          CASE
                                            WHEN `mod_78` AND `part_8`
                                            THEN `intra_op`
                                            WHEN `part_7`
                                            THEN (
                                              CASE WHEN `mod_54` OR `mod_56` THEN CAST(`pre_op` AS BIGINT) ELSE 0 END + CASE WHEN `mod_54` THEN `intra_op` ELSE 0 END
                                            ) + CASE WHEN `mod_55` THEN CAST(`post_op` AS BIGINT) ELSE 0 END
                                            ELSE 100
                                          END AS `split_care__share`,
                                          `part_10` AND NOT `mod_AD` AS `part_11`,
                                          NOT `part_10` AS `part_13`,
                                          (
                                            CAST(`work` AS BIGINT) * 1
                                          ) * `work_gpci` AS `part_14`,
                                          CASE WHEN `part_21` THEN `endoscopic_base` ELSE `code` END AS `part_23`,
                                          CASE WHEN `part_6` THEN 'assistant' ELSE 'surgeon' END AS `line__role`,
                                          NOT `part_21` AS `part_26`,
                                          `part_4` OR (
                                            `units` = 2 AND `bilateral` IN ('1', '2')
                                          ) AS `bilateral__both_on_line`,
                                          (
                                            (
                                              (
                                                (
                                                  CAST(`base_work` AS BIGINT) * 1
                                                ) * `work_gpci` + CASE
                                                  WHEN `part_2`
                                                  THEN CAST(`base_pe_facility` AS BIGINT)
                                                  ELSE CAST(`base_pe_nonfacility` AS BIGINT)
                                                END * `pe_gpci`
                                              ) + CAST(`base_mp` AS BIGINT) * `mp_gpci`
                                            ) * `factor` + 5000000
                                          ) DIV 10000000 AS `endoscopy__base_fee`,
                                          (
                                            `part_2` AND `na_facility`
                                          ) OR (
                                            NOT `part_2` AND `na_nonfacility`
                                          ) AS `part_41`,
                                          `part_12` OR `part_43` AS `part_44`,
                                          `part_43` OR `part_45` AS `part_46`,
                                          CASE
                                            WHEN `part_2`
                                            THEN CAST(`opps_pe_facility` AS BIGINT)
                                            ELSE CAST(`opps_pe_nonfacility` AS BIGINT)
                                          END AS `part_48`,
                                          CASE
                                            WHEN `mod_AS`
                                            THEN CAST(136 AS BIGINT)
                                            WHEN `part_6`
                                            THEN 160
                                            WHEN `mod_62`
                                            THEN 625
                                            ELSE 1000
                                          END AS `roles__share`
                                        FROM (
                                          SELECT
                                            `claim`,
                                            `day`,
                                            `line`,
                                            `anesthesia_factor`,
                                            `assistant`,
                                            `base_mp`,
                                            `base_pe_facility`,
                                            `base_pe_nonfacility`,
                                            `base_work`,
                                            `bilateral`,
                                            `co_surgeon`,
                                            `code`,
                                            `component_missing`,
                                            `endoscopic_base`,
                                            `has_anesthesia_factor`,
                                            `has_base_units`,
                                            `has_charge`,
                                            `has_minutes`,
                                            `has_row_53`,
                                            `hospital_place`,
                                            `locality_missing`,
                                            `mod_22`,
                                            `mod_26`,
                                            `mod_50`,
                                            `mod_52`,
                                            `mod_53`,
                                            `mod_54`,
                                            `mod_55`,
                                            `mod_56`,
                                            `mod_62`,
                                            `mod_66`,
                                            `mod_73`,
                                            `mod_74`,
                                            `mod_78`,
                                            `mod_AD`,
                                            `mod_AS`,
                                            `mod_GY`,
                                            `mod_GZ`,
                                            `mod_QK`,
                                            `mod_QX`,
                                            `mod_QY`,
                                            `mod_TC`,
                                            `mp`,
                                            `na_facility`,
                                            `na_nonfacility`,
                                            `opps_pe_facility`,
                                            `opps_pe_nonfacility`,
                                            `patient_share`,
                                            `pc_mp`,
                                            `pc_pe_facility`,
                                            `pc_pe_nonfacility`,
                                            `pc_work`,
                                            `pctc`,
                                            `pe_facility`,
                                            `pe_nonfacility`,
                                            `place_known`,
                                            `place_setting`,
                                            `post_op`,
                                            `pre_op`,
                                            `provider`,
                                            `release_missing`,
                                            `row`,
                                            `row_found`,
                                            `status`,
                                            `team`,
                                            `unknown_modifier`,
                                            `unmodelled_modifier`,
                                            `work`,
                                            CAST(`units` AS BIGINT) AS `units`,
                                            `pctc` = '3' AS `part_1`,
                                            `place_setting` = 'facility' AS `part_2`,
                                            `mod_50` OR (
                                              `mod_RT` AND `mod_LT`
                                            ) AS `part_4`,
                                            `bilateral` = '3' AS `part_5`,
                                            `mod_80` OR `mod_81` OR `mod_82` OR `mod_AS` AS `part_6`,
                                            `mod_54` OR `mod_55` OR `mod_56` AS `part_7`,
                                            `global_days` IN ('010', '090') AS `part_8`,
                                            CAST(`intra_op` AS BIGINT) AS `intra_op`,
                                            `status` = 'J' AS `part_10`,
                                            `code` = '01953' AS `part_12`,
                                            CAST(`factor` AS BIGINT) AS `factor`,
                                            CAST(`work_gpci` AS BIGINT) AS `work_gpci`,
                                            CAST(`pe_gpci` AS BIGINT) AS `pe_gpci`,
                                            CAST(`mp_gpci` AS BIGINT) AS `mp_gpci`,
                                            `status` = 'T' AS `part_17`,
                                            `pctc` IN ('1', '4') AS `part_19`,
                                            `multiple` = '3' AS `part_21`,
                                            NOT (
                                              (
                                                `mod_55` OR `mod_56`
                                              ) AND NOT `mod_54`
                                            ) AS `part_27`,
                                            CAST(`line` AS BIGINT) AS `line_`,
                                            `mod_50` AND `bilateral` IN ('0', '2') AS `part_40`,
                                            `code` IN ('01968', '01969') AS `part_43`,
                                            `mod_59` OR `mod_XE` OR `mod_76` OR `mod_77` OR `mod_78` OR `mod_79` AS `part_45`,
                                            CAST(`base_units` AS BIGINT) AS `base_units`,
                                            CAST(`minutes` AS BIGINT) AS `minutes`,
                                            `mod_FX` OR `mod_FY` OR `mod_CT` AS `part_47`,
                                            CAST(`opps_mp` AS BIGINT) AS `opps_mp`,
                                            `multiple` = '1' AS `part_51`,
                                            (
                                              CASE WHEN `mod_FX` THEN CAST(8 AS BIGINT) ELSE 10 END * CASE
                                                WHEN `mod_FY`
                                                THEN CASE WHEN `day` >= CAST('2023-01-01' AS DATE) THEN CAST(90 AS BIGINT) ELSE 93 END
                                                ELSE 100
                                              END
                                            ) * CASE WHEN `mod_CT` THEN CAST(85 AS BIGINT) ELSE 100 END AS `part_57`,
                                            CASE
                                              WHEN `mod_AS`
                                              THEN CAST(100 AS BIGINT)
                                              WHEN `provider` = 'NP'
                                              THEN 85
                                              WHEN `provider` = 'CNS'
                                              THEN 85
                                              WHEN `provider` = 'PA'
                                              THEN 85
                                              WHEN `provider` = 'RD'
                                              THEN 85
                                              WHEN `provider` = 'CSW'
                                              THEN 75
                                              WHEN `provider` = 'CP'
                                              THEN 100
                                              WHEN `provider` = 'CNM'
                                              THEN 100
                                              WHEN `provider` = 'MFT'
                                              THEN 75
                                              WHEN `provider` = 'MHC'
                                              THEN 75
                                              ELSE 100
                                            END AS `practitioner__share`,
                                            CASE WHEN `participating` THEN CAST(100 AS BIGINT) ELSE 95 END AS `part_58`,
                                            CAST(`charge` AS BIGINT) AS `charge`
                                          FROM `lines`
                                        )
                                      )
                                    )
                                  )
                                )
                              )
                            )
                          )
                          WINDOW `w1` AS (PARTITION BY `claim`, `day`, `part_23`, `line__role`), `w2` AS (
                            PARTITION BY `claim`, `day`, `part_23`, `line__role`
                            ORDER BY `split_care__item_fee` DESC, `line`
                            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
                          )
                        )
                      )
                    )
                  )
                  WINDOW `w1` AS (PARTITION BY `claim`, `day`, `part_23`, `line__role`)
                )
                WINDOW `w1` AS (
                  PARTITION BY `claim`, `day`, `line__role`
                  ORDER BY CASE
                    WHEN `part_22`
                    THEN `part_35`
                    ELSE CAST(`split_care__item_fee` AS DECIMAL(38, 0))
                  END DESC, CASE WHEN `part_22` THEN `part_36` ELSE `line_` END, `part_30` DESC, `line`
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
