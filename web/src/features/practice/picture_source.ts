/** Whose picture is followed: that of a camera of this machine or of a phone, or a recorded trainee's. */
export type PictureSource = 'camera' | 'phone' | 'recording'
