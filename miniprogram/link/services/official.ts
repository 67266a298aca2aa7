import type { OfficialSdk } from './compare'

/** The official SDK: it lies in this subpackage alone, so that the app does not carry it. */
export const official = require('cos-wx-sdk-v5') as OfficialSdk
